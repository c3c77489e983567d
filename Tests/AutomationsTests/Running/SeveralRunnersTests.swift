import Actions
import Automations
import Bitmaps
import Contacts
import Executions
import Logging
import Selections
import Storage
import Synchronization
import TestSupport
import Testing

/// Several processes that work on one database at the same time.
struct SeveralRunnersTests {
    private static let size = 2_000

    /// Counts in the score what was done: 1 and 1 in the workflow, 10 in the rule that follows.
    private static func activate(in world: AutomationWorld) async throws -> [Automation] {
        let note = AutomationAction.planned(.addNote(AddNote("twice?", isPrivate: false)))
        let call = AutomationAction.webhook(Webhook(url: "http://127.0.0.1:9/"))
        return [
            try await world.activate(
                Graph(
                    events: [.tag("GO")],
                    entry: 1,
                    nodes: [
                        .score(1, 1, next: 2), .wait(2, 1, .minute, next: 3), .score(3, 1, next: 4),
                        Node(4, .action(call, next: 5)), .tag(5, "DONE", next: 6), .stop(6),
                    ]
                ),
                named: "Way"
            ),
            try await world.activate(
                .rule(RuleDefinition(events: [.tag("DONE")], yes: [DelayedAction(.addScore(10))])),
                named: "Done"
            ),
            try await world.activate(
                Graph(
                    events: [.scoreReached(2)],
                    entry: 1,
                    nodes: [Node(1, .action(note, next: 2)), .tag(2, "TWO", next: 3), .stop(3)]
                ),
                named: "Two"
            ),
        ]
    }

    @Test(arguments: StoreKind.available)
    func `nobody is launched twice and nothing is done twice`(kind: StoreKind) async throws {
        try await TestDatabase.withAddress(kind) { address in
            let databases = try await Self.open(address, kind == .postgres ? 3 : 2)
            let world = AutomationWorld(databases[0])
            try await Schema.migrate(world.database)
            var numbers: [UInt32] = []
            for _ in 1...4 {
                numbers += try await world.create(Self.size / 4)
                try await world.beginNewBucket()
            }
            let automations = try await Self.activate(in: world)
            let log = CollectedLog()
            let runners = databases.map { AutomationRunner($0, time: world.clock.time, logger: log.logger) }
            try await Self.work(runners) { [numbers] in
                try await withThrowingTaskGroup { group in
                    for start in stride(from: 0, to: Self.size, by: 100) {
                        group.addTask {
                            // From all buckets at once.
                            let part = numbers.indices.filter { $0 % 20 == start / 100 }.map { numbers[$0] }
                            try await world.tag("GO", part, cause: Cause(.api, actor: "shop"))
                        }
                    }
                    for tag in ["BULK", "MORE"] {
                        group.addTask {
                            _ = try await world.plan(
                                "name: \(tag)\nselect: { include: [all] }\nactions: [{ add-tags: { names: [\(tag)] } }, add-note: { text: N }]"
                            )
                            try await world.execute()
                        }
                    }
                    try await group.waitForAll()
                }
            }
            #expect(try await world.nodes(automations[0], numbers).allSatisfy { $0 == 2 })
            world.clock.advance(by: .seconds(60))
            try await Self.work(runners) {
                try await world.run(
                    "name: Z\nselect: { include: [all] }\nactions: [{ add-tags: { names: [LAST] } }, add-note: { text: N }]"
                )
            }
            try await Self.check(world, automations, numbers)
            #expect(log.errors == [])
            for database in databases { await database.close() }
        }
    }

    private static func check(_ world: AutomationWorld, _ automations: [Automation], _ numbers: [UInt32]) async throws {
        for automation in automations {
            let passages = try await world.passages(automation, numbers)
            #expect(passages.filter { $0?.launches == 1 && $0?.place == nil }.count == size, "\(automation.name)")
            for (node, counts) in try await world.counts(automation) {
                #expect(counts == NodeCounts(passed: [.onward: size]), "\(automation.name) \(node.number)")
            }
        }
        let scores = try await world.values(.score, numbers)
        #expect(scores.filter { $0 == .integer(12) }.count == size)
        for tag in ["BULK", "MORE", "LAST", "DONE", "TWO"] {
            #expect(try await world.numbers("tag = \(tag)").count == size, "\(tag)")
        }
        let (calls, notes) = try await world.database.read { connection in
            (
                try connection.rows("SELECT number FROM webhook_call ORDER BY number") { $0.number(0) },
                try connection.rows("SELECT number FROM note WHERE text = 'twice?' ORDER BY number") { $0.number(0) }
            )
        }
        #expect(calls == numbers)
        #expect(notes == numbers)
    }

    /// Several runners at work while something else happens, and until they find nothing more to do.
    private static func work(
        _ runners: [AutomationRunner],
        while body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let isOver = Flag()
        try await withThrowingTaskGroup { group in
            for runner in runners {
                group.addTask {
                    while !isOver.isSet {
                        try await runner.runUntilIdle()
                        await Task.yield()
                    }
                    try await runner.runUntilIdle()
                }
            }
            do {
                try await body()
            } catch {
                isOver.set()
                throw error
            }
            isOver.set()
            try await group.waitForAll()
        }
    }

    private static func open(_ address: DatabaseAddress, _ count: Int) async throws -> [any Database] {
        var databases: [any Database] = []
        for _ in 0..<count { databases.append(try await TestDatabase.open(address)) }
        return databases
    }
}

/// Says that something is over.
private final class Flag: Sendable {
    private let value = Mutex(false)

    var isSet: Bool { value.withLock(\.self) }

    func set() {
        value.withLock { $0 = true }
    }
}

/// Remembers what was logged as an error.
private final class CollectedLog: Sendable {
    private let messages = Mutex<[String]>([])

    var errors: [String] { messages.withLock(\.self) }

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: CollectedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.error

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            log.messages.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
        }
    }
}

extension AutomationWorld {
    /// Lets the next contacts begin in a bucket of their own.
    func beginNewBucket() async throws {
        try await database.write { connection in
            let last =
                try connection.firstRow("SELECT value FROM counter WHERE name = 'contact'") { $0.integer(0) } ?? 0
            _ = try connection.advance(counter: "contact", by: (last / 65_536 + 1) * 65_536 - last - 1)
        }
    }
}
