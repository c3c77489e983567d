import Bitmaps
import Contacts
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Automations

/// Calls of another program, which is a real server here.
struct WebhookTests {
    private static func graph(_ url: String) -> Graph {
        Graph(
            events: [.tag("GO")],
            entry: 1,
            nodes: [Node(1, .action(.webhook(Webhook(url: url)), next: 2)), .tag(2, "WENT", next: 3), .stop(3)]
        )
    }

    private static func sender(_ world: AutomationWorld) -> WebhookSender {
        WebhookSender(world.database, time: world.clock.time, calls: .local, logger: AutomationWorld.silent)
    }

    private static func waiting(_ world: AutomationWorld) async throws -> [UInt32] {
        try await world.database.read { try $0.rows("SELECT number FROM webhook_call ORDER BY id") { $0.number(0) } }
    }

    @Test(arguments: StoreKind.available)
    func `another program is told once of every contact`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            let receiver = HookReceiver()
            try await receiver.listen { url in
                try await world.create(3) { index, contact in
                    contact.score = Int64(index)
                    contact.fields[.company] = "Żabka"
                    contact.tags[TagName(stored: "VIP")] = 1
                    contact.details[DetailName(stored: "city")] = "Kraków"
                }
                let workflow = try await world.activate(Self.graph("\(url)/hook?secret=1"), named: "Tell")
                try await world.launch(workflow, for: [1, 3])
                try await world.work()
                // Whoever is told of goes on at once.
                #expect(try await world.numbers("tag = WENT") == [1, 3])
                #expect(try await Self.sender(world).step() == 2)
                #expect(try await Self.sender(world).step() == 0)
                #expect(try await Self.waiting(world).isEmpty)
            }
            let calls = receiver.calls.sorted { $0.key < $1.key }
            #expect(calls.map(\.method) == ["POST", "POST"])
            #expect(calls.map(\.path) == ["/hook", "/hook"])
            #expect(calls.map(\.key) == ["1", "2"])
            let body = try #require(calls.last?.json)
            #expect(body["call"] as? Int == 2)
            #expect(body["madeAt"] as? String == "2026-11-21T09:00:00Z")
            #expect((body["automation"] as? [String: Any])?["name"] as? String == "Tell")
            let contact = try #require(body["contact"] as? [String: Any])
            #expect(contact["email"] as? String == "person3@example.com")
            #expect(contact["score"] as? Int == 3)
            #expect(contact["tags"] as? [String] == ["VIP", "WENT"])
            #expect(contact["details"] as? [String: String] == ["city": "Kraków"])
            #expect((contact["fields"] as? [String: String])?["company"] == "Żabka")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a call that fails for now is made again with the same key`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            let receiver = HookReceiver()
            try await receiver.listen { url in
                try await world.create(1)
                let workflow = try await world.activate(Self.graph("\(url)/hook"))
                try await world.launch(workflow, for: [1])
                try await world.work()
                receiver.answer(.internalServerError, .tooManyRequests)
                let sender = Self.sender(world)
                // After one minute, and then after two.
                for (seconds, calls) in [(0, 1), (59, 0), (1, 1), (119, 0), (1, 1), (10_000, 0)] {
                    world.clock.advance(by: .seconds(seconds))
                    #expect(try await sender.step() == calls, "after \(seconds) seconds")
                }
                #expect(try await world.failures(workflow).isEmpty)
            }
            #expect(receiver.calls.map(\.key) == ["1", "1", "1"])
            #expect(Set(receiver.calls.map(\.body)).count == 1)
        }
    }

    @Test(arguments: StoreKind.available, [HTTPResponse.Status.notFound, .found])
    func `a call that is refused is given up`(kind: StoreKind, status: HTTPResponse.Status) async throws {
        try await AutomationWorld.with(kind) { world in
            let receiver = HookReceiver()
            try await receiver.listen { url in
                try await world.create(2)
                let workflow = try await world.activate(Self.graph("\(url)/hook?secret=1#x"))
                try await world.launch(workflow, for: [1])
                try await world.work()
                receiver.answer(status)
                #expect(try await Self.sender(world).step() == 1)
                #expect(try await Self.waiting(world).isEmpty)
                let failures = try await world.failures(workflow)
                #expect(failures.map(\.node) == [1])
                #expect(failures.map(\.problem) == ["\(url)/hook answered \(status.code)"])
                #expect(try await world.problems(of: 1, in: workflow).count == 1)
                #expect(try await world.nodes(workflow, [1]) == [nil])
            }
            // A redirect is not followed.
            #expect(receiver.calls.map(\.path) == ["/hook"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `who does not answer is called ten times`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            let receiver = HookReceiver()
            let address = Mutex("")
            try await receiver.listen { url in address.withLock { $0 = url } }
            // Nobody listens there any more.
            let url = address.withLock { $0 }
            try await world.create(1)
            let workflow = try await world.activate(Self.graph("\(url)/hook?secret=1"))
            try await world.launch(workflow, for: [1])
            try await world.work()
            let sender = Self.sender(world)
            for attempt in 1...10 {
                #expect(try await Self.waiting(world) == [1], "attempt \(attempt)")
                #expect(try await sender.step() == 1)
                let problems = try await world.database.read {
                    try $0.rows("SELECT problem FROM webhook_call") { $0.optionalText(0) }
                }
                #expect(problems == (attempt < 10 ? ["\(url)/hook cannot be reached: the server's log says why"] : []))
                world.clock.advance(by: .seconds(60 << (attempt - 1)))
            }
            #expect(try await Self.waiting(world).isEmpty)
            #expect(
                try await world.failures(workflow).map(\.problem) == [
                    "\(url)/hook cannot be reached: the server's log says why"
                ]
            )
        }
    }

    @Test(arguments: StoreKind.available)
    func `a node that died after sending leaves the call to another, with the same key`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            let receiver = HookReceiver()
            try await receiver.listen { url in
                try await world.create(2)
                let workflow = try await world.activate(Self.graph("\(url)/hook"))
                try await world.launch(workflow, for: [1, 2])
                try await world.work()
                let dead = WebhookQueue(database: world.database, time: world.clock.time, graphs: GraphCache())
                let taken = try await dead.take()
                #expect(taken.map(\.id) == [1, 2])
                #expect(try await Self.sender(world).step() == 0)
                world.clock.advance(by: .seconds(60))
                #expect(try await Self.sender(world).step() == 2)
                // The dead comes back and finds nothing to note.
                for call in taken { try await dead.fail(call, problem: "late", isFinal: true) }
                #expect(try await world.failures(workflow).isEmpty)
            }
            #expect(receiver.calls.map(\.key).sorted() == ["1", "2"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `nobody is told of a contact that was erased`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            let receiver = HookReceiver()
            try await receiver.listen { url in
                try await world.create(3)
                let workflow = try await world.activate(Self.graph("\(url)/hook"))
                try await world.launch(workflow, for: [1, 2, 3])
                try await world.work()
                let queue = WebhookQueue(database: world.database, time: world.clock.time, graphs: GraphCache())
                try await world.erase([2])
                #expect(try await Self.waiting(world) == [1, 3])
                // And not after the call was taken either.
                let taken = try await queue.take()
                try await world.erase([3])
                for call in taken { try await queue.fail(call, problem: "refused", isFinal: true) }
                #expect(try await Self.waiting(world).isEmpty)
                #expect(try await world.problems(of: 1, in: workflow) == ["1: refused"])
                #expect(try await world.problems(of: 3, in: workflow).isEmpty)
                #expect(try await Self.sender(world).step() == 0)
            }
            #expect(receiver.calls.isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the queue holds nothing personal`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(1) { $1.fields[.name] = "Anna Nowak" }
            let workflow = try await world.activate(Self.graph("http://127.0.0.1:9/hook?token=abc"))
            try await world.launch(workflow, for: [1])
            try await world.work()
            try await Self.sender(world).step()
            let row = try await world.database.read { connection in
                try connection.rows("SELECT * FROM webhook_call") { row in
                    (0..<9).map { row.isNull($0) ? "" : row.text($0) }.joined(separator: " ")
                }
            }
            #expect(row.count == 1)
            #expect(row.allSatisfy { !$0.contains("Nowak") && !$0.contains("person1") && !$0.contains("abc") })
        }
    }

    @Test(arguments: StoreKind.available)
    func `an own workflow tells only of its author's contacts`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await TestUsers.add(to: world.database, role: "marketer")
            try await world.create(3) { $1.owners = OwnerList(main: TestUsers.anna, since: 1) }
            var graph = Self.graph("http://127.0.0.1:9/hook")
            graph.nodes.append(.wait(4, 1, .day, next: 1))
            graph.entry = 4
            let anna = TestUsers.restricted(TestUsers.anna)
            let id = try await world.store.create(
                AutomationSettings("Own", isShared: false),
                .workflow(graph),
                by: anna
            )
            try await world.store.activate(id, by: anna)
            try await world.tag("GO", [1, 2, 3])
            try await world.work()
            // The second goes to somebody else while it waits, the third may only be looked at.
            let piotr = FacetValue.owners(OwnerList(main: TestUsers.piotr, since: 2))
            let both = OwnerList([
                Ownership(TestUsers.anna, .readOnly, since: 1), Ownership(TestUsers.piotr, .main, since: 2),
            ])
            try await world.set(.owners, piotr, for: [2])
            try await world.set(.owners, .owners(both), for: [3])
            try await world.work(through: .seconds(86_400))
            #expect(try await Self.waiting(world) == [1])
            #expect(try await world.numbers("tag = WENT") == [1])
        }
    }
}
