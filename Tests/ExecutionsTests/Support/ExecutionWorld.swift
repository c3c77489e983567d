import Actions
import Bitmaps
import Contacts
import Executions
import Logging
import Selections
import Storage
import TestSupport

/// The parts around executions, over one fresh database, with a clock that the test moves.
final class ExecutionWorld: Sendable {
    let database: any Database
    let audiences: Audiences
    let store: ExecutionStore
    let runner: ExecutionRunner
    let previewer: Previewer
    let segments: SegmentStore
    let clock = TestClock()

    init(_ database: any Database) {
        self.database = database
        let time = clock.time
        audiences = Audiences(database, time: time)
        store = ExecutionStore(database, audiences: audiences, time: time)
        runner = ExecutionRunner(database, audiences: audiences, time: time, logger: Self.silent)
        previewer = Previewer(database, audiences: audiences, time: time)
        segments = SegmentStore(database, time: time)
    }

    private static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Another process on the same database.
    func anotherRunner() -> ExecutionRunner {
        let time = clock.time
        return ExecutionRunner(
            database,
            audiences: Audiences(database, time: time),
            time: time,
            logger: Self.silent
        )
    }

    /// Creates contacts `person1@example.com` and so on; those whose position passes the test are opted in.
    func create(
        _ count: Int,
        change: @escaping @Sendable (Int, inout NewContact) throws -> Void = { _, _ in }
    ) async throws {
        let now = clock.now
        try await database.write { connection in
            var random = SeededGenerator(seed: 1)
            let contacts = try (1...count).map { index in
                var contact = NewContact(
                    id: ContactID(at: now, using: &random),
                    email: try EmailAddress("person\(index)@example.com"),
                    emailStatus: .optedIn,
                    createdAt: now
                )
                try change(index, &contact)
                return contact
            }
            try Door(connection, now: now).commit(ChangeSet(created: contacts), cause: Cause(.sample, actor: "test"))
        }
    }

    /// Lets the next contacts begin in a bucket of their own.
    func beginNewBucket() async throws {
        try await database.write { connection in
            let last =
                try connection.firstRow("SELECT value FROM counter WHERE name = 'contact'") { $0.integer(0) } ?? 0
            _ = try connection.advance(counter: "contact", by: (last / 65_536 + 1) * 65_536 - last - 1)
        }
    }

    func count(_ query: String) async throws -> Int {
        try await audiences.count(try Selection(query: query), reach: .everybody)
    }

    func journalSequence() async throws -> Int64 {
        try await database.read { try JournalReader($0).lastSequence() }
    }

    /// Works until nothing is left to do.
    func work() async throws {
        while try await runner.step() {}
    }

    func run(_ yaml: String, confirmed: Int? = nil) async throws -> Execution {
        let id = try await store.create(try Plan(yaml: yaml), actor: .named("anna"), confirmed: confirmed)
        try await work()
        return try await execution(id)
    }

    func execution(_ id: Int64) async throws -> Execution {
        guard let execution = try await store.execution(id) else { throw ExecutionError.unknown(id) }
        return execution
    }
}
