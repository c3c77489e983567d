import Actions
import Automations
import Bitmaps
import Contacts
import Selections
import Storage
import TestSupport
import Testing

/// Contacts on their way through a workflow.
struct WalkTests {
    @Test(arguments: StoreKind.available)
    func `contacts go as far as they get without waiting`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(4) { index, contact in contact.score = Int64(index * 10) }
            let workflow = try await world.activate(
                Graph(
                    events: [.contactAdded],
                    entry: 1,
                    nodes: [
                        .tag(1, "SEEN", next: 2), try .when(2, "score >= 30", next: 3, otherwise: 4),
                        .score(3, 5, next: 5), .tag(4, "SMALL", next: 5), .wait(5, 3, .day, next: 6),
                        .tag(6, "DONE", next: 7), .stop(7),
                    ]
                )
            )
            #expect(try await world.launch(workflow, for: [1, 2, 3, 4]) == Outcome(changed: 4))
            #expect(try await world.nodes(workflow, [1, 2, 3, 4]) == [0, 0, 0, 0])
            #expect(try await world.work() == 4)
            #expect(try await world.nodes(workflow, [1, 2, 3, 4]) == [5, 5, 5, 5])
            #expect(try await world.numbers("tag = SEEN") == [1, 2, 3, 4])
            #expect(try await world.numbers("tag = SMALL") == [1, 2])
            #expect(try await world.values(.score, [3, 4]) == [.integer(35), .integer(45)])
            #expect(try await world.runner.nextTime() == TestClock.start + 3 * 86_400_000)

            world.clock.advance(by: .seconds(3 * 86_400 - 1))
            #expect(try await world.work() == 0)
            world.clock.advance(by: .seconds(1))
            #expect(try await world.work() == 4)
            #expect(try await world.numbers("tag = DONE") == [1, 2, 3, 4])
            let ended = Passage(launches: 1, launchedAt: TestClock.start)
            #expect(try await world.passages(workflow, [1, 2, 3, 4]) == [ended, ended, ended, ended])
            #expect(try await world.runner.nextTime() == nil)
            #expect(
                try await world.counts(workflow) == [
                    0: NodeCounts(passed: [.onward: 4]), 1: NodeCounts(passed: [.onward: 4]),
                    2: NodeCounts(passed: [.path(1): 2, .otherwise: 2]), 3: NodeCounts(passed: [.onward: 2]),
                    4: NodeCounts(passed: [.onward: 2]), 5: NodeCounts(passed: [.onward: 4]),
                    6: NodeCounts(passed: [.onward: 4]), 7: NodeCounts(passed: [.onward: 4]),
                ]
            )
        }
    }

    @Test(arguments: StoreKind.available)
    func `of several paths the first counts whose condition holds`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(6) { index, contact in contact.score = Int64(index) }
            let paths = try ["score = 1", "score <= 2", "score <= 3", "not score < 5", "score = 6"].enumerated().map {
                Condition.Path(try Criterion(query: $0.element), next: NodeID(Int64($0.offset + 2)))
            }
            let tags = (2...6).map { Node.tag(NodeID($0), "PATH\($0 - 1)", next: 8) }
            let workflow = try await world.activate(
                Graph(
                    entry: 1,
                    nodes: [Node(1, .condition(Condition(paths, otherwise: 7)))] + tags
                        + [.tag(7, "ELSE", next: 8), .stop(8)]
                )
            )
            try await world.launch(workflow, for: Array(1...6))
            try await world.work()
            for (query, numbers) in [
                ("PATH1", [1]), ("PATH2", [2]), ("PATH3", [3]), ("PATH4", [5, 6]), ("PATH5", []), ("ELSE", [4]),
            ] {
                #expect(try await world.numbers("tag = \(query)") == numbers.map { UInt32($0) }, "\(query)")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a condition sees what the nodes before it did`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(2)
            let workflow = try await world.activate(
                Graph(
                    entry: 1,
                    nodes: [
                        .score(1, 7, next: 2), .score(2, 3, next: 3),
                        try .when(3, "score = 10", next: 4, otherwise: 5), .tag(4, "TEN", next: 5), .stop(5),
                    ]
                )
            )
            try await world.launch(workflow, for: [2])
            try await world.work()
            #expect(try await world.numbers("tag = TEN") == [2])
            #expect(try await world.values(.score, [1, 2]) == [.integer(0), .integer(10)])
        }
    }

    @Test(arguments: StoreKind.available)
    func `whoever waits for an event goes on when it happens, or by the other way`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(3)
            let workflow = try await world.activate(
                Graph(
                    entry: 1,
                    nodes: [
                        .waitFor(1, .tag("BOUGHT"), timeout: Span(2, .day), next: 2, otherwise: 3),
                        .tag(2, "THANKS", next: 4), .tag(3, "REMINDER", next: 4), .stop(4),
                    ]
                )
            )
            try await world.launch(workflow, for: [1, 2, 3])
            try await world.work()
            world.clock.advance(by: .seconds(3600))
            let bought = TagName(stored: "BOUGHT")
            let tag = FacetValue.tag(score: 1, addedAt: world.clock.now)
            try await world.commit(Change(.tag(bought), [2], from: .same(.none), to: .same(tag)))
            // Bulk actions do not start automation by tags, so they awaken nobody either.
            try await world.commit(
                Change(.tag(bought), [3], from: .same(.none), to: .same(tag)),
                cause: Cause(.execution, id: 1, actor: "test")
            )
            try await world.work()
            #expect(try await world.numbers("tag = THANKS") == [2])
            #expect(try await world.nodes(workflow, [1, 2, 3]) == [1, nil, 1])
            try await world.work(through: .seconds(2 * 86_400))
            #expect(try await world.numbers("tag = REMINDER") == [1, 3])
            #expect(try await world.counts(workflow)[1] == NodeCounts(passed: [.onward: 1, .otherwise: 2]))
        }
    }

    @Test(arguments: StoreKind.available)
    func `without a time-out the wait for an event has no end`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(2)
            let workflow = try await world.activate(
                Graph(
                    entry: 1,
                    nodes: [.waitFor(1, .scoreReached(5), next: 2), .tag(2, "FIVE", next: 3), .stop(3)]
                )
            )
            try await world.launch(workflow, for: [1, 2])
            try await world.work(through: .seconds(400 * 86_400))
            #expect(try await world.nodes(workflow, [1, 2]) == [1, 1])
            try await world.commit(Change(.score, [1], from: .same(.integer(0)), to: .same(.integer(5))))
            try await world.work()
            #expect(try await world.numbers("tag = FIVE") == [1])
        }
    }

    @Test(arguments: StoreKind.available)
    func `who is inside an old version goes its way to the end`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(2)
            let graph = { (tag: String) in
                Graph(entry: 1, nodes: [.wait(1, 1, .hour, next: 2), .tag(2, tag, next: 3), .stop(3)])
            }
            let workflow = try await world.activate(graph("OLD"))
            try await world.launch(workflow, for: [1])
            try await world.work()
            let draft = try await world.store.draft(workflow.id, for: .operator)
            try await world.store.save(
                .workflow(graph("NEW")),
                of: workflow.id,
                revision: draft.revision,
                by: .operator
            )
            try await world.store.activate(workflow.id, by: .operator)
            let changed = try await world.automation(workflow.id)
            #expect(changed.version == 2)
            try await world.launch(changed, for: [2])
            try await world.work(through: .seconds(3600))
            #expect(try await world.numbers("tag = OLD") == [1])
            #expect(try await world.numbers("tag = NEW") == [2])
        }
    }

    @Test(arguments: StoreKind.available)
    func `who is deleted on the card leaves when it would go on`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(2)
            let workflow = try await world.activate(
                Graph(entry: 1, nodes: [.wait(1, 1, .hour, next: 2), .tag(2, "OUT", next: 3), .stop(3)])
            )
            try await world.launch(workflow, for: [1, 2])
            try await world.work()
            let removed = FacetValue.integer(world.clock.now)
            try await world.commit(Change(.removed, [1], from: .same(.none), to: .same(removed)))
            try await world.work(through: .seconds(3600))
            #expect(try await world.numbers("tag = OUT and (removed or not removed)") == [2])
            #expect(try await world.nodes(workflow, [1, 2]) == [nil, nil])
        }
    }

    @Test(arguments: StoreKind.available)
    func `in a paused workflow everybody stands still`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(2)
            let workflow = try await world.activate(
                Graph(
                    events: [.scoreChanged],
                    entry: 1,
                    nodes: [.wait(1, 1, .hour, next: 2), .tag(2, "OUT", next: 3), .stop(3)]
                )
            )
            try await world.launch(workflow, for: [1])
            try await world.work()
            try await world.store.pause(workflow.id, by: .operator)
            try await world.commit(Change(.score, [2], from: .same(.integer(0)), to: .same(.integer(5))))
            try await world.work(through: .seconds(7200))
            #expect(try await world.nodes(workflow, [1, 2]) == [1, nil])
            try await world.store.activate(workflow.id, by: .operator)
            try await world.work()
            #expect(try await world.numbers("tag = OUT") == [1])
            #expect(try await world.passages(workflow, [2]) == [nil])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a month of a workflow passes as the clock says`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(200) { index, contact in contact.score = Int64(index % 3) }
            // 21 November 2026 is a Saturday.
            let workflow = try await world.activate(
                Graph(
                    entry: 1,
                    nodes: [
                        .tag(1, "DAY0", next: 2), .wait(2, 3, .day, next: 3), .tag(3, "DAY3", next: 4),
                        Node(4, .wait(.weekday([.monday], at: TimeOfDay(hour: 9)), next: 5)),
                        .tag(5, "MONDAY", next: 6),
                        .waitFor(6, .tag("BOUGHT"), timeout: Span(1, .week), next: 9, otherwise: 7),
                        .tag(7, "REMINDED", next: 8),
                        Node(
                            8,
                            .wait(.until(LocalTime(year: 2026, month: 12, day: 21, TimeOfDay(hour: 8))), next: 9)
                        ),
                        .tag(9, "END", next: 10), .stop(10),
                    ]
                )
            )
            let everybody = try await world.numbers("all")
            try await world.launch(workflow, for: everybody)
            let day = Duration.seconds(86_400)
            try await world.work(through: day * 3)
            #expect(try await world.numbers("tag = DAY3").count == 200)
            #expect(try await world.nodes(workflow, [1]) == [4])
            // Monday 30 November, at nine.
            try await world.work(through: day * 6)
            #expect(try await world.numbers("tag = MONDAY").count == 200)
            let buyers = try await world.numbers("score = 1")
            let tag = FacetValue.tag(score: 1, addedAt: world.clock.now)
            try await world.commit(
                Change(.tag(TagName(stored: "BOUGHT")), Bitmap(buyers), from: .same(.none), to: .same(tag))
            )
            try await world.work()
            #expect(try await world.numbers("tag = END") == buyers)
            try await world.work(through: day * 7)
            #expect(try await world.numbers("tag = REMINDED").count == 200 - buyers.count)
            #expect(try await world.numbers("tag = END") == buyers)
            try await world.work(through: day * 14)
            #expect(try await world.numbers("tag = END").count == 200)
            #expect(try await world.passages(workflow, everybody).allSatisfy { $0?.place == nil && $0?.launches == 1 })
        }
    }
}
