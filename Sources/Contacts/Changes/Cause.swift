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

        /// A rule; the id is the rule's.
        case rule
        /// A workflow; the id is the workflow's.
        case workflow
        /// A form that somebody filled in.
        case form
        /// A request of another program.
        case api
        /// A request of another program that asks to start no automation.
        case quietAPI = "quiet-api"
        /// A visit or click that was seen.
        case tracking
        /// The link in a message by which somebody confirms what a form asked for; the id is the form's.
        case confirmation
        /// The link or the button of a message by which somebody unsubscribes.
        case unsubscription
        /// The page on which somebody changes what messages they get.
        case preferences
        /// A mail server that says that an address does not exist.
        case bounce
        /// Somebody who told their mail provider that a message is unwanted.
        case complaint

        /// Whether a new consent may have this source.
        ///
        /// Bulk actions never give consent for e-mail; rules and workflows may, by the specification's action A.
        package var mayOptIn: Bool {
            switch self {
            case .import, .card, .sample, .rule, .workflow, .form, .api, .quietAPI, .confirmation, .preferences: true
            case .execution, .redemption, .tracking, .unsubscription, .bounce, .complaint: false
            }
        }
    }

    package let kind: Kind
    package let id: Int64?
    /// Further words on the source, such as the name of a file or a plan.
    package let text: String?
    /// The user, or the name of the program's own part, that acts.
    package let actor: String
    /// How many launches of automations without a wait between them led to this.
    package let depth: Int64
    /// Whether changes of owners start automation although the kind says otherwise; an execution may be told so.
    package let startsByOwners: Bool

    package init(
        _ kind: Kind,
        id: Int64? = nil,
        text: String? = nil,
        actor: String,
        depth: Int64 = 0,
        startsByOwners: Bool = false
    ) {
        self.kind = kind
        self.id = id
        self.text = text
        self.actor = actor
        self.depth = depth
        self.startsByOwners = startsByOwners
    }
}
