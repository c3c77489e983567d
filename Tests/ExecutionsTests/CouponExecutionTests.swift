import Actions
import Contacts
import Executions
import Selections
import Storage
import TestSupport
import Testing

struct CouponExecutionTests {
    @Test(arguments: StoreKind.available)
    func `several nodes give each contact one coupon, as the preview says`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = ExecutionWorld(database)
            // Numbers on both sides of a border, so that there are two buckets to work on at once.
            _ = try await database.write { try $0.advance(counter: "contact", by: 65_500) }
            try await world.create(80)
            let plan = try Plan(
                yaml: """
                    select: { filter: ['not has coupon.SPRING26'] }
                    actions: [ generate-coupon: { name: SPRING26, length: 5, valid-days: 1 } ]
                    """
            )
            let preview = try await world.previewer.preview(plan, actor: .named("anna"))
            #expect(preview.actions.map(\.outcome) == [Outcome(changed: 80)])
            #expect(try await Self.codes(database).isEmpty)
            let id = try await world.store.create(plan, actor: .named("anna"))
            let runners = (0..<4).map { _ in world.anotherRunner() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for runner in runners {
                    group.addTask { while try await runner.step() {} }
                }
                try await group.waitForAll()
            }
            #expect(try await world.execution(id).state == .finished)
            let codes = try await Self.codes(database)
            #expect(codes.count == 80 && Set(codes).count == 80)

            // Nobody is left without one, so a second run changes nobody.
            #expect(try await world.previewer.preview(plan, actor: .named("anna")).contacts == 0)
            let valid = try Selection(query: "coupon.SPRING26 = valid")
            #expect(try await world.audiences.count(valid, reach: .everybody) == 80)
            world.clock.advance(by: .seconds(86_399))
            #expect(try await world.audiences.count(valid, reach: .everybody) == 80)
            world.clock.advance(by: .seconds(1))
            #expect(try await world.audiences.count(valid, reach: .everybody) == 0)
            let expired = try Selection(query: "coupon.SPRING26 = expired and coupon.SPRING26 = unused")
            #expect(try await world.audiences.count(expired, reach: .everybody) == 80)
        }
    }

    private static func codes(_ database: any Database) async throws -> [String] {
        try await database.read { try $0.rows("SELECT code FROM coupon") { $0.text(0) } }
    }
}
