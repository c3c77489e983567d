/// A rule or workflow, without the definition of what it does.
package struct Automation: Sendable, Hashable {
    /// The longest name of an automation or of its group, in characters.
    package static let maximumNameLength = 255

    package let id: AutomationID
    package let kind: AutomationKind
    package let name: String
    /// Where people put it among others.
    package let group: String?
    package let state: AutomationState
    /// Whether every user may use it, and it works on all contacts instead of its author's.
    package let isShared: Bool
    /// Who made it; nobody where the operator of the machine did.
    package let author: UserID?
    package let limits: LaunchLimits
    /// The version that contacts enter; nothing before the first activation.
    package let version: Int64?
    /// How many events start that version.
    package let events: Int

    package init(
        id: AutomationID,
        kind: AutomationKind,
        name: String,
        group: String? = nil,
        state: AutomationState,
        isShared: Bool = true,
        author: UserID? = nil,
        limits: LaunchLimits = LaunchLimits(),
        version: Int64?,
        events: Int
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.group = group
        self.state = state
        self.isShared = isShared
        self.author = author
        self.limits = limits
        self.version = version
        self.events = events
    }

    /// The facet that says how contacts stand with it.
    package var facet: Facet { .automation(id) }

    /// What its changes have as their cause.
    ///
    /// - Parameters:
    ///   - actor: Who acts.
    ///   - depth: How many launches without a wait led there.
    /// - Returns: The cause.
    package func cause(actor: Actor, depth: Int64) -> Cause {
        Cause(kind == .rule ? .rule : .workflow, id: id.number, text: name, actor: actor.name, depth: depth)
    }
}

/// Whether an automation works.
package enum AutomationState: String, Sendable, CaseIterable {
    /// Never activated.
    case draft
    case active
    /// Nobody enters, and whoever is inside stands still.
    case paused
}

/// How often an automation may be launched for one contact.
package struct LaunchLimits: Sendable, Hashable {
    /// How many times at most; nothing means any number.
    package var maximum: Int64?
    /// The shortest time between two launches, in milliseconds.
    package var interval: Int64

    package init(maximum: Int64? = nil, interval: Int64 = 0) {
        self.maximum = maximum
        self.interval = interval
    }
}
