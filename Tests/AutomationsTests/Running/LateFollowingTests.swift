import Automations
import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

/// Nodes that follow the journal only after other things have happened.
struct LateFollowingTests {
    private static let vip = TagName(stored: "VIP")

    @Test(arguments: StoreKind.available)
    func `a new contact brought along what it had then`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            let tags = try await world.activate(
                Graph(events: [.tag("VIP")], entry: 1, nodes: [.score(1, 1, next: 2), .stop(2)]),
                named: "Tags"
            )
            let scores = try await world.activate(
                Graph(events: [.scoreReached(5)], entry: 1, nodes: [.stop(1)]),
                named: "Scores"
            )
            try await world.create(4, cause: Cause(.api, actor: "shop")) { index, contact in
                if index <= 2 { contact.tags[Self.vip] = 1 }
                if index == 2 { contact.score = 5 }
            }
            // A bulk action starts nothing, so neither may what it left behind.
            try await world.tag("VIP", [3, 4], cause: Cause(.execution, id: 1, text: "x", actor: "test"))
            try await world.set(
                .score,
                .integer(9),
                for: [4],
                cause: Cause(.execution, id: 1, text: "x", actor: "test")
            )
            try await world.set(.tag(Self.vip), .none, for: [2])
            try await world.set(.score, .integer(0), for: [2])
            try await world.work()
            #expect(try await world.passages(tags, [1, 2, 3, 4]).map { $0?.launches } == [1, 1, nil, nil])
            #expect(try await world.passages(scores, [1, 2, 3, 4]).map { $0?.launches } == [nil, 1, nil, nil])
        }
    }

    @Test(arguments: StoreKind.available)
    func `looking for a tag that nobody has does not create it`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.activate(Graph(events: [.tag("VIP")], entry: 1, nodes: [.stop(1)]))
            try await world.create(1, cause: Cause(.api, actor: "shop"))
            try await world.work()
            let tags = try await world.database.read { try $0.rows("SELECT name FROM tag") { $0.text(0) } }
            #expect(tags == [])
        }
    }

    @Test(arguments: StoreKind.available)
    func `what happened in time counts although the node comes back after the time-out`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(3)
            let workflow = try await world.activate(
                Graph(
                    entry: 1,
                    nodes: [
                        .waitFor(1, .tag("VIP"), timeout: Span(1, .hour), next: 2, otherwise: 3),
                        .tag(2, "INTIME", next: 4), .tag(3, "LATE", next: 4), .stop(4),
                    ]
                )
            )
            try await world.launch(workflow, for: [1, 2, 3])
            try await world.work()
            // More commits than are followed in one go come before it.
            for score in 1...300 { try await world.set(.score, .integer(Int64(score)), for: [3]) }
            try await world.tag("VIP", [1])
            world.clock.advance(by: .seconds(3601))
            try await world.tag("VIP", [2])
            // As a service, which goes on with other work before it has followed everything.
            let running = Task { [runner = world.runner] in try await runner.run() }
            let isOver = try await eventually { try await world.nodes(workflow, [1, 2, 3]) == [nil, nil, nil] }
            running.cancel()
            try await running.value
            #expect(isOver)
            #expect(try await world.numbers("tag = INTIME") == [1])
            #expect(try await world.numbers("tag = LATE") == [2, 3])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a commit that waited for its turn wakes whoever stood there when it came`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(2)
            let workflow = try await world.activate(
                Graph(entry: 1, nodes: [.waitFor(1, .tag("VIP"), next: 2), .tag(2, "AWAKE", next: 3), .stop(3)])
            )
            let before = world.clock.now
            world.clock.advance(by: .seconds(10))
            try await world.launch(workflow, for: [1])
            try await world.work()
            // It began before the contact came to the node, and got the lock of its bucket only now.
            try await world.database.write { connection in
                let value = FacetValue.tag(score: 1, addedAt: before)
                try Door(connection, now: before).commit(
                    ChangeSet(changes: [Change(.tag(Self.vip), [1], from: .same(.none), to: .same(value))]),
                    cause: Cause(.api, actor: "shop")
                )
            }
            try await world.work()
            #expect(try await world.numbers("tag = AWAKE") == [1])
        }
    }
}
