/// Why something changes, and through whom.
package struct Cause: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// An execution of a plan; the id is the execution's.
        case execution
        /// An import of a file; the id is the import's.
        case `import`
        /// An edit on the contact card.
        case card
        /// Generated sample contacts.
        case sample
        /// A coupon that somebody redeems.
        case redemption

        /// Whether a new consent may have this source.
        ///
        /// Bulk actions never give consent for e-mail.
        package var mayOptIn: Bool {
            switch self {
            case .import, .card, .sample: true
            case .execution, .redemption: false
            }
        }
    }

    package let kind: Kind
    package let id: Int64?
    /// Further words on the source, such as the name of a file or a plan.
    package let text: String?
    /// The user, or the name of the program's own part, that acts.
    package let actor: String

    package init(_ kind: Kind, id: Int64? = nil, text: String? = nil, actor: String) {
        self.kind = kind
        self.id = id
        self.text = text
        self.actor = actor
    }
}
