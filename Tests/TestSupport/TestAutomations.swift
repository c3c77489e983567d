package import Contacts
package import Storage

/// Rules and workflows for tests about contacts, which need no more of them than their rows.
package enum TestAutomations {
    package static let ids = [AutomationID(1), AutomationID(2), AutomationID(3)]

    package static let welcome = Automation(
        id: ids[0],
        kind: .rule,
        name: "Welcome",
        state: .active,
        version: 1,
        events: 2
    )
    package static let onboarding = Automation(
        id: ids[1],
        kind: .workflow,
        name: "Onboarding",
        group: "New",
        state: .active,
        limits: LaunchLimits(maximum: 2, interval: 86_400_000),
        version: 3,
        events: 1
    )
    package static let winback = Automation(
        id: ids[2],
        kind: .workflow,
        name: "win 'back' 100%",
        state: .paused,
        isShared: false,
        version: 1,
        events: 1
    )
    package static let all = [welcome, onboarding, winback]

    /// Adds them all.
    package static func add(to database: any Database) async throws {
        try await database.write { connection in
            for automation in all {
                try connection.execute(
                    """
                    INSERT INTO automation (id, kind, name, name_key, group_name, state, shared, maximum_launches,
                        minimum_interval, draft, revision, version, events, created_at, modified_at)
                    VALUES (\(automation.id.number), \(automation.kind.rawValue), \(automation.name),
                        \(automation.name.folded), \(automation.group), \(automation.state.rawValue),
                        \(automation.isShared ? 1 : 0), \(automation.limits.maximum), \(automation.limits.interval),
                        '{}', 1, \(automation.version), \(automation.events), 0, 0)
                    """
                )
            }
            _ = try connection.advance(counter: "automation", by: Int64(all.count))
        }
    }

    /// How a contact may stand with one of them, or that it was never launched.
    package static func passage(using random: inout SeededGenerator) -> FacetValue {
        guard random.chance(0.8) else { return .none }
        var passage = Passage(launches: Int64(random.int(1...3)), launchedAt: Int64(random.int(1...3)))
        if random.chance(0.6) {
            passage.place = Place(
                version: 1,
                node: NodeID(Int64(random.int(0...2))),
                since: Int64(random.int(1...3)),
                dueAt: random.chance(0.5) ? nil : Int64(random.int(1...3)),
                flags: random.pick([[], .failed, .ignoresConditions, .eventHappened])
            )
        }
        return .passage(passage)
    }
}
