import Access
import Actions
import Automations
import Bitmaps
import Contacts
import Executions
import Logging
import Selections
import Storage
import TestSupport

/// The parts around rules and workflows, over one fresh database, with a clock that the test moves.
final class AutomationWorld: Sendable {
    let database: any Database
    let clock = TestClock()
    let runner: AutomationRunner
    let store: AutomationStore
    let audiences: Audiences

    init(_ database: any Database) {
        self.database = database
        runner = AutomationRunner(database, time: clock.time, logger: Self.silent)
        store = AutomationStore(database, time: clock.time)
        audiences = Audiences(database, time: clock.time)
    }

    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func with(_ kind: StoreKind, _ body: (AutomationWorld) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(kind) { try await body(AutomationWorld($0)) }
    }

    /// Creates contacts `person1@example.com` and so on, the first with the number 1.
    @discardableResult
    func create(
        _ count: Int,
        cause: Cause = Cause(.sample, actor: "test"),
        change: @escaping @Sendable (Int, inout NewContact) throws -> Void = { _, _ in }
    ) async throws -> [UInt32] {
        let now = clock.now
        return try await database.write { connection in
            let first = try connection.firstRow("SELECT COUNT(*) FROM contact") { Int($0.integer(0)) } ?? 0
            var random = SeededGenerator(seed: UInt64(first + 1))
            let contacts = try (first + 1...first + count).map { index in
                var contact = NewContact(
                    id: ContactID(at: now, using: &random),
                    email: try EmailAddress("person\(index)@example.com"),
                    createdAt: now
                )
                try change(index, &contact)
                return contact
            }
            return try Door(connection, now: now).commit(ChangeSet(created: contacts), cause: cause)?.created ?? []
        }
    }

    /// Makes a shared workflow of the graph and activates it.
    @discardableResult
    func activate(
        _ graph: Graph,
        named name: String = "Test",
        limits: LaunchLimits = LaunchLimits()
    ) async throws -> Automation {
        try await activate(.workflow(graph), named: name, limits: limits)
    }

    /// Makes a shared automation and activates it.
    @discardableResult
    func activate(
        _ definition: Definition,
        named name: String = "Test",
        limits: LaunchLimits = LaunchLimits()
    ) async throws -> Automation {
        let id = try await store.create(AutomationSettings(name, limits: limits), definition, by: .operator)
        try await store.activate(id, by: .operator)
        return try await automation(id)
    }

    func automation(_ id: AutomationID) async throws -> Automation {
        let found = try await database.read { try AutomationReader($0).automation(id) }
        guard let found else { throw AutomationError.unknown(.workflow, "\(id.number)") }
        return found
    }

    /// Launches it for contacts, as action L does.
    @discardableResult
    func launch(
        _ automation: Automation,
        for numbers: [UInt32],
        respectingLimits: Bool = false,
        ignoringConditions: Bool = false
    ) async throws -> Outcome {
        let now = clock.now
        return try await database.write { connection in
            let door = Door(connection, now: now)
            try door.lock(Bitmap(numbers).buckets)
            let launch = Launch(
                of: automation,
                respectingLimits: respectingLimits,
                ignoringConditions: ignoringConditions
            )
            let effect = try launch.effect(on: WorkingState(numbers, reader: door.facets), at: now)
            let cause = automation.cause(actor: .operator, depth: 0)
            try door.commit(ChangeSet(changes: effect.changes), cause: cause)
            return effect.outcome
        }
    }

    /// Works until nothing is left to do at this time.
    @discardableResult
    func work() async throws -> Int {
        try await runner.runUntilIdle()
    }

    /// Works on through the given time, at each moment at which somebody is due.
    func work(through duration: Duration) async throws {
        let end = TestClock(at: clock.now)
        end.advance(by: duration)
        try await work()
        while let next = try await runner.nextTime(), next <= end.now {
            clock.advance(by: .milliseconds(max(0, next - clock.now)))
            try await work()
        }
        clock.advance(by: .milliseconds(end.now - clock.now))
        try await work()
    }

    @discardableResult
    func commit(_ changes: Change..., cause: Cause = Cause(.card, actor: "test")) async throws -> Committed? {
        let now = clock.now
        return try await database.write {
            try Door($0, now: now).commit(ChangeSet(changes: changes), cause: cause)
        }
    }

    func values(_ facet: Facet, _ numbers: [UInt32]) async throws -> [FacetValue] {
        try await database.read { connection in
            try SQLFacetReader(connection, catalogue: Catalogue(connection)).values(of: facet, for: numbers)
        }
    }

    /// How contacts stand with an automation.
    func passages(_ automation: Automation, _ numbers: [UInt32]) async throws -> [Passage?] {
        try await values(automation.facet, numbers).map {
            if case .passage(let passage) = $0 { passage } else { nil }
        }
    }

    /// At which nodes contacts are; nothing for those who are not inside.
    func nodes(_ automation: Automation, _ numbers: [UInt32]) async throws -> [Int64?] {
        try await passages(automation, numbers).map { $0?.place?.node.number }
    }

    func counts(_ automation: Automation) async throws -> [NodeID: NodeCounts] {
        try await database.read { try AutomationReports($0, reach: .everybody).counts(of: automation) }
    }

    /// Who meets a query, by number.
    func numbers(_ query: String) async throws -> [UInt32] {
        try await audiences.resolve(try Selection(query: query), reach: .everybody).numbers
    }
}
