package import Contacts
package import Storage

/// Funnels for tests, with the names that are hard to quote.
package enum TestFunnels {
    package static let onboarding = Funnel(
        id: FunnelID(1),
        name: "Onboarding",
        stages: [
            Stage(id: StageID(1), name: "Lead"), Stage(id: StageID(2), name: "Trial"),
            Stage(id: StageID(3), name: "Żółte \"kartki\""),
        ]
    )
    package static let wholesale = Funnel(
        id: FunnelID(2),
        name: "big 'deals' 100%",
        group: "B2B",
        stages: [Stage(id: StageID(4), name: "Lead"), Stage(id: StageID(5), name: "not")]
    )
    package static let all = [onboarding, wholesale]

    /// Adds them all.
    package static func add(to database: any Database) async throws {
        let store = FunnelStore(database)
        for funnel in all {
            try await store.create(funnel.name, group: funnel.group, stages: funnel.stages.map(\.name))
        }
    }

    /// A place in a funnel, or none.
    package static func place(in funnel: FunnelID, at now: Int64, using random: inout SeededGenerator) -> FacetValue {
        guard random.chance(0.7), let stages = all.first(where: { $0.id == funnel })?.stages else { return .none }
        let value = random.chance(0.5) ? nil : Int64(random.int(0...3))
        return .stage(random.pick(stages).id, since: now, value: value)
    }
}
