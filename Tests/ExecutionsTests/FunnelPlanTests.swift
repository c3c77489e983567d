import Actions
import Contacts
import Executions
import Selections
import Storage
import TestSupport
import Testing

/// Plans with action I.
@Suite struct FunnelPlanTests {
    private static let add = "actions: [add-to-stage: { funnel: onboarding, stage: Trial }]"
    private static let removeAll = "actions: [remove-from-funnel: { funnel: Onboarding, stage: all }]"

    @Test(arguments: StoreKind.available)
    func `contacts are added, stay where they are, and are removed`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestFunnels.add(to: database)
            let world = ExecutionWorld(database)
            try await world.create(10) { index, contact in contact.score = Int64(index) }
            let some = try Plan(yaml: "select: { filter: ['score <= 4'] }\n\(Self.add)")
            #expect(try await world.previewer.preview(some, actor: .operator).actions.map(\.outcome.changed) == [4])
            let first = try await world.store.create(some, actor: .operator)
            try await world.work()
            #expect(try await world.execution(first).outcomes == [Outcome(changed: 4)])
            let second = try await world.store.create(try Plan(yaml: Self.add), actor: .operator)
            try await world.work()
            #expect(try await world.execution(second).outcomes == [Outcome(changed: 6, unchanged: 4)])
            #expect(try await world.count("funnel.Onboarding = Trial") == 10)
            let board = try await database.read { try FunnelBoard(TestFunnels.onboarding, within: .everybody, $0) }
            #expect(board.columns.map(\.contacts) == [0, 10, 0])
            let third = try await world.store.create(try Plan(yaml: Self.removeAll), actor: .operator)
            try await world.work()
            #expect(try await world.execution(third).outcomes == [Outcome(changed: 10)])
            #expect(try await world.count("has funnel.Onboarding") == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a plan with a funnel that is not there is refused, when it is made and when it starts`(
        kind: StoreKind
    ) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            try await world.create(3) { _, _ in }
            let plan = try Plan(yaml: Self.add)
            await #expect(throws: FunnelError.unknown("onboarding")) {
                try await world.store.create(plan, actor: .operator)
            }
            await #expect(throws: FunnelError.unknown("onboarding")) {
                try await world.previewer.preview(plan, actor: .operator)
            }
            try await TestFunnels.add(to: database)
            let wrong = try Plan(yaml: "actions: [remove-from-funnel: { funnel: Onboarding, stage: Gone }]")
            await #expect(throws: FunnelError.unknownStage("Gone", funnel: "Onboarding")) {
                try await world.store.create(wrong, actor: .operator)
            }
            let id = try await world.store.create(plan, actor: .operator)
            try await FunnelStore(database).delete(TestFunnels.onboarding.id)
            try await world.work()
            let execution = try await world.execution(id)
            #expect(execution.state == .failed)
            #expect(execution.failure?.contains("no funnel \"onboarding\"") == true)
        }
    }
}
