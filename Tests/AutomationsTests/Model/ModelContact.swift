import Automations
import Contacts
import Selections

/// A contact as the naive interpreter keeps it.
struct ModelContact {
    var tags: Set<String> = []
    var score: Int64 = 0
    var state = ContactState.prospect
    var passages: [AutomationID: Passage] = [:]
    /// The commit by which it moved last in an automation.
    var movedBy: [AutomationID: Int] = [:]
    /// Commits that nobody has followed yet.
    var commits: [ModelCommit] = []

    /// Changes the contact.
    ///
    /// - Returns: Whether it was otherwise before.
    mutating func apply(_ change: ModelChange) -> Bool {
        switch change {
        case .addTag(let name): return tags.insert(name).inserted
        case .deleteTag(let name): return tags.remove(name) != nil
        case .score(let old, let new):
            score = new
            return old != new
        case .state(let new):
            defer { state = new }
            return state != new
        }
    }
}

/// A change of a contact that automation may start by.
enum ModelChange: Hashable {
    case addTag(String)
    case deleteTag(String)
    case score(from: Int64, to: Int64)
    case state(ContactState)

    /// Whether it is what a trigger waits for.
    func fits(_ trigger: Trigger) -> Bool {
        switch (self, trigger) {
        case (.addTag(let name), .tagAssigned(let wanted)): wanted.map(\.text).contains(name)
        case (.score(let old, let new), .scoreReached(let limit)): old < limit && new >= limit
        case (.score(let old, let new), .scoreChanged): old != new
        case (.state(let new), .stateChanged(let wanted)): wanted.contains(new)
        default: false
        }
    }
}

/// What happened to one contact in one commit.
struct ModelCommit {
    let number: Int
    let at: Int64
    let cause: Cause.Kind
    /// How many launches led to what it starts.
    let depth: Int64
    let changes: [ModelChange]

    func isWhatIsWaitedFor(_ triggers: [Trigger]) -> Bool {
        triggers.contains { trigger in trigger.kind.starts(from: cause) && changes.contains { $0.fits(trigger) } }
    }
}

/// Conditions with their meaning in plain Swift.
enum ModelCondition {
    static let all: [(query: String, holds: @Sendable (ModelContact) -> Bool)] = [
        ("tag = A", { $0.tags.contains("A") }),
        ("not tag = B", { !$0.tags.contains("B") }),
        ("tag in (C, D)", { !$0.tags.isDisjoint(with: ["C", "D"]) }),
        ("score >= 5", { $0.score >= 5 }),
        ("score < 2", { $0.score < 2 }),
        ("state = customer", { $0.state == .customer }),
        ("tag = A and not score = 3", { $0.tags.contains("A") && $0.score != 3 }),
        ("state = partner or tag = D", { $0.state == .partner || $0.tags.contains("D") }),
    ]

    /// Whether a contact meets a condition of the list.
    static func holds(_ criterion: Criterion, for contact: ModelContact) throws -> Bool {
        try all.first { try Criterion(query: $0.query) == criterion }?.holds(contact) ?? false
    }
}
