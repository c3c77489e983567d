package import Contacts

/// What a report led to.
package enum BounceOutcome: Sendable, Hashable {
    /// The contact's address is marked invalid now.
    case markedInvalid(ContactID)
    /// A soft bounce of the contact was counted.
    case counted(ContactID)
    /// The contact complained and is opted out now.
    case optedOut(ContactID)
    /// It was understood, and there was nothing to do, for this reason.
    case noted(String)
    /// It does not prove which of our messages it is about, so it may be forged or somebody else's.
    case notOurs(String)
    /// It is no report that this program reads.
    case notUnderstood(String)

    /// Whether somebody should look at the report.
    package var isUnclear: Bool {
        switch self {
        case .markedInvalid, .counted, .optedOut, .noted: false
        case .notOurs, .notUnderstood: true
        }
    }

    /// What people call it.
    package var words: String {
        switch self {
        case .markedInvalid(let id): "the address of the contact \(id) is marked invalid"
        case .counted(let id): "a soft bounce of the contact \(id) is counted"
        case .optedOut(let id): "the contact \(id) complained and is opted out"
        case .noted(let reason): "nothing changes: \(reason)"
        case .notOurs(let reason): "put aside: \(reason)"
        case .notUnderstood(let reason): "not understood: \(reason)"
        }
    }
}
