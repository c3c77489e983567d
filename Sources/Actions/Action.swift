package import Contacts
package import Tracking

/// What can be done with a group of contacts.
///
/// An action writes nothing: it says what would change. Preview shows that and execution carries it out, so the two
/// cannot disagree.
package protocol Action: Sendable, Hashable {
    /// What changes for the contacts of the state, and for whom nothing does.
    func effect(on state: WorkingState, in context: ActionContext) throws -> Effect
}

/// What an action knows of its surroundings.
package struct ActionContext: Sendable {
    /// The present time, in milliseconds.
    package let now: Int64
    /// Who acts: the author of notes, who may do only so much.
    package let actor: Actor
    /// The users that the actions name, by what they write.
    package let users: [String: UserID]
    /// The funnels that the actions name, by what they write.
    package let funnels: [String: Funnel]
    /// The rules and workflows that the actions run, by what they write.
    package let automations: [AutomationName: NamedAutomation]
    /// How many launches without a wait lead to what the actions launch.
    package let depth: Int64
    /// The documents of the run, by the pages to which their links lead.
    package let documents: [WebAddress: DocumentID]

    package init(
        now: Int64,
        actor: Actor,
        users: [String: UserID] = [:],
        funnels: [String: Funnel] = [:],
        automations: [AutomationName: NamedAutomation] = [:],
        depth: Int64 = 0,
        documents: [WebAddress: DocumentID] = [:]
    ) {
        self.now = now
        self.actor = actor
        self.users = users
        self.funnels = funnels
        self.automations = automations
        self.depth = depth
        self.documents = documents
    }

    /// The user that an action names.
    ///
    /// - Throws: `ActionError.unknownUser`.
    func user(_ name: String) throws -> UserID {
        guard let user = users[name] else { throw ActionError.unknownUser(name) }
        return user
    }

    /// The funnel that an action names.
    ///
    /// - Throws: `FunnelError.unknown`.
    func funnel(_ name: String) throws -> Funnel {
        guard let funnel = funnels[name] else { throw FunnelError.unknown(name) }
        return funnel
    }

    /// The rule or workflow that an action names.
    ///
    /// - Throws: `AutomationError.unknown`.
    func automation(_ name: AutomationName) throws -> NamedAutomation {
        guard let automation = automations[name] else { throw AutomationError.unknown(name.kind, name.text) }
        return automation
    }
}

/// What an action would do.
package struct Effect: Sendable {
    package var changes: [Change] = []
    package var outcome = Outcome()
}

/// Why an action cannot be carried out at all.
package enum ActionError: Error, Equatable {
    case unknownUser(String)
}

/// How an action went, in contacts.
///
/// Every contact of the audience counts exactly once.
package struct Outcome: Sendable, Hashable, Codable {
    /// Contacts that change.
    package var changed = 0
    /// Contacts that already were as the action would make them.
    package var unchanged = 0
    /// Contacts that the action does not apply to, by reason.
    package var skipped: [SkipReason: Int] = [:]
    /// What the action found out about contacts that changed or were so already; only some actions find anything.
    package var parts: [OutcomePart: Int]?

    package init(
        changed: Int = 0,
        unchanged: Int = 0,
        skipped: [SkipReason: Int] = [:],
        parts: [OutcomePart: Int]? = nil
    ) {
        self.changed = changed
        self.unchanged = unchanged
        self.skipped = skipped.filter { $0.value > 0 }
        self.parts = parts
    }

    /// All contacts that the outcome accounts for.
    package var total: Int { changed + unchanged + skipped.values.reduce(0, +) }

    /// What the action found out, such as “12 women, 30 men, 1 unknown”.
    package var partsInWords: String? {
        parts.map { parts in
            OutcomePart.allCases.map { "\((parts[$0] ?? 0).grouped) \($0.text)" }.joined(separator: ", ")
        }
    }

    package static func + (left: Outcome, right: Outcome) -> Outcome {
        Outcome(
            changed: left.changed + right.changed,
            unchanged: left.unchanged + right.unchanged,
            skipped: left.skipped.merging(right.skipped, uniquingKeysWith: +),
            parts: left.parts.map { $0.merging(right.parts ?? [:], uniquingKeysWith: +) } ?? right.parts
        )
    }
}

/// What an action finds out about a contact.
package enum OutcomePart: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
    case women
    case men
    case unknown

    /// What was found, behind a number.
    package var text: String { rawValue }
}

/// Why an action leaves a contact alone.
package enum SkipReason: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
    /// The contact was deleted after the group was fixed.
    case deleted
    case notInvalid = "not-invalid"
    case detailMissing = "detail-missing"
    case detailNotUsableAsTag = "detail-not-usable-as-tag"
    case onlyOwner = "only-owner"
    case onlyReadOnlyOwners = "only-read-only-owners"
    /// The actor does not own the contact any more.
    case outOfReach = "out-of-reach"
    case readOnly = "read-only"
    case notMainOwner = "not-main-owner"
    /// The contact has not come to the end of the rule or workflow; one whose node failed has not either.
    case insideAutomation = "inside-automation"
    case launchLimit = "launch-limit"
    case launchInterval = "launch-interval"
    /// The author of an unshared rule or workflow may not edit the contact.
    case notOfAuthor = "not-of-author"

    /// The reason in words.
    package var text: String {
        switch self {
        case .deleted: "deleted in the meantime"
        case .notInvalid: "not marked as invalid"
        case .detailMissing: "has none of the details"
        case .detailNotUsableAsTag: "the detail's value cannot be a tag"
        case .onlyOwner: "has no other owner"
        case .onlyReadOnlyOwners: "no other owner could be the main owner"
        case .outOfReach: "no longer one of the actor's contacts"
        case .readOnly: "the actor may only look at it"
        case .notMainOwner: "only its main owner may do this"
        case .insideAutomation: "in it at present"
        case .launchLimit: "launched as often as its limit allows"
        case .launchInterval: "launched too recently for its interval"
        case .notOfAuthor: "not a contact that its author may edit"
        }
    }
}
