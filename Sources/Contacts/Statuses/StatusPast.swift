/// What decides about the dot and the letter of one contact, on the way back from the present.
///
/// The changes of a commit count together: what it took and gave back is no change of the dot.
struct StatusPast {
    /// The commit that gave the contact its dot, once it is found.
    private(set) var status: Int64?
    /// The commit that gave the contact its letter, once it is found.
    private(set) var monitoring: Int64?
    private let present: State
    private var state: State
    /// The commit that is being undone.
    private var sequence: Int64?

    private struct State: Equatable {
        var isThere = true
        var isOptedIn: Bool
        var isInvalid: Bool
        var isRemoved: Bool
        var monitoring: MonitoringState

        var status: ContactStatus? {
            guard isThere else { return nil }
            return Contact.status(isRemoved: isRemoved, isInvalid: isInvalid, isOptedIn: isOptedIn)
        }

        /// Never seen and stopped are told apart, though both are the letter N.
        var letter: MonitoringState? { isThere ? monitoring : nil }
    }

    init(_ contact: Contact) {
        present = State(
            isOptedIn: contact.emailStatus == .optedIn,
            isInvalid: contact.isInvalid,
            isRemoved: contact.removedAt != nil,
            monitoring: contact.monitoring
        )
        state = present
    }

    /// Takes back a change; they must come the latest first.
    mutating func undo(_ facet: Facet, to old: FacetValue, in sequence: Int64) {
        if sequence != self.sequence { finish() }
        self.sequence = sequence
        switch facet {
        case .existence: state.isThere = old.isSet
        case .emailStatus: state.isOptedIn = old.isSet
        case .invalid: state.isInvalid = old.isSet
        case .removed: state.isRemoved = old.isSet
        case .monitored:
            state.monitoring = MonitoringState.allCases.first { $0.value == old } ?? .never
        default: break
        }
    }

    /// Says that the commit has no further change.
    mutating func finish() {
        if status == nil, state.status != present.status { status = sequence }
        if monitoring == nil, state.letter != present.letter { monitoring = sequence }
    }
}
