package import Contacts

/// What a column of a file fills on a contact.
package enum ImportField: Hashable, Sendable {
    /// A text field of the contact card, the e-mail address and the full name among them.
    case profile(ProfileField)
    /// The first part of the full name.
    case firstName
    /// The last part of the full name.
    case lastName
    case tags
    case score
    case state
    case emailStatus
    /// Says yes for those who are opted out of e-mail: the reverse of a status.
    case emailOptOut
    case invalid
    /// Why mail came back: anything there marks the address as invalid.
    case bounceReason
    /// Yes or the time of the confirmation; whoever has none there has not agreed.
    case confirmed
    /// Yes, a time or reasons why nothing is sent; no says nothing about consent.
    case suppressions
    case mobileStatus
    /// Says yes for those who are opted out of text messages.
    case mobileOptOut
    case monitored
    case created
    case detail(DetailName)
    /// An object in JSON with a detail for each of its members.
    case details
    case ignored

    package init(_ field: ProfileField) {
        self = .profile(field)
    }

    /// Reads the word that commands use: `phone`, `tags`, `detail.shoe_size`, `ignore` and so on.
    ///
    /// - Throws: `MappingError` when there is no such field.
    package init(word: String) throws(MappingError) {
        let prefix = "detail."
        let lowered = word.lowercased()
        if lowered.hasPrefix(prefix) {
            do {
                self = .detail(try DetailName(String(word.dropFirst(prefix.count))))
            } catch {
                throw .badDetailName(word, error)
            }
        } else if let field = Self.named[lowered] {
            self = field
        } else {
            throw .unknownField(word, nearest: lowered.nearest(in: Self.words))
        }
    }

    /// Reads the name of a column that names a detail as the query language does: `detail.city`, `detail."shoe size"`.
    ///
    /// Nothing for any other column, and for a name that no detail can have.
    init?(detailColumn column: String) {
        let prefix = "detail."
        guard column.lowercased().hasPrefix(prefix) else { return nil }
        var name = column.dropFirst(prefix.count)
        if name.count > 2, name.hasPrefix("\""), name.hasSuffix("\"") { name = name.dropFirst().dropLast() }
        guard let detail = try? DetailName(String(name)) else { return nil }
        self = .detail(detail)
    }

    /// The word that commands use.
    package var word: String {
        switch self {
        case .profile(let field): field.word
        case .firstName: "first-name"
        case .lastName: "last-name"
        case .tags: "tags"
        case .score: "score"
        case .state: "state"
        case .emailStatus: "email-status"
        case .emailOptOut: "email-opt-out"
        case .invalid: "invalid"
        case .bounceReason: "bounce-reason"
        case .confirmed: "confirmed"
        case .suppressions: "suppressions"
        case .mobileStatus: "mobile-status"
        case .mobileOptOut: "mobile-opt-out"
        case .monitored: "monitored"
        case .created: "created"
        case .detail(let name): "detail.\(name)"
        case .details: "details"
        case .ignored: "ignore"
        }
    }

    /// The words of all fields, without those of single details.
    package static let words: [String] = closed.map(\.word)

    /// Whether several columns may fill it together: of several that speak of consent, the one that denies it counts.
    var takesSeveralColumns: Bool { self == .tags || self == .details || self == .ignored || isAboutConsent }

    /// Whether it says who may get messages.
    var isAboutConsent: Bool {
        switch self {
        case .emailStatus, .emailOptOut, .invalid, .bounceReason, .confirmed, .suppressions, .mobileStatus,
            .mobileOptOut:
            true
        default: false
        }
    }

    /// The field that a contact has for it: the parts of a name fill the name, an opt-out the status.
    var filled: Self {
        switch self {
        case .firstName, .lastName: .profile(.name)
        case .emailOptOut, .confirmed, .suppressions: .emailStatus
        case .bounceReason: .invalid
        case .mobileOptOut: .mobileStatus
        default: self
        }
    }

    private static let closed: [Self] =
        ProfileField.allCases.map(Self.profile) + [
            .firstName, .lastName, .tags, .score, .state, .emailStatus, .emailOptOut, .invalid, .bounceReason,
            .confirmed, .suppressions, .mobileStatus, .mobileOptOut, .monitored, .created, .details, .ignored,
        ]

    private static let named = Dictionary(uniqueKeysWithValues: closed.map { ($0.word, $0) })
}
