import Access
import Actions
import Automations
import Contacts
import Executions
import Selections
import Storage
import TestSupport
import Testing

/// Nodes that cannot do their work, and contacts that try again.
struct FailureTests {
    /// Counts in the score how often contacts came by, before and behind the node that is tested.
    private static func graph(_ action: AutomationAction) -> Graph {
        Graph(
            events: [.tag("GO")],
            entry: 1,
            nodes: [.score(1, 1, next: 2), Node(2, .action(action, next: 3)), .score(3, 100, next: 4), .stop(4)]
        )
    }

    private static func retry(
        _ world: AutomationWorld,
        _ automation: Automation,
        at node: NodeID? = nil
    ) async throws -> Int {
        let failed = FailedContacts(world.database, time: world.clock.time)
        return try await failed.retry(in: automation, at: node, by: .operator)
    }

    @Test(arguments: StoreKind.available)
    func `a stage that was deleted stops those who come to it, until it is there again`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await TestFunnels.add(to: world.database)
            try await world.create(4)
            let action = AutomationAction.planned(.addToStage(AddToStage(funnel: "Onboarding", stage: "Trial")))
            let workflow = try await world.activate(Self.graph(action))
            let other = try await world.activate(
                Graph(entry: 1, nodes: [.tag(1, "OTHER", next: 2), .stop(2)]),
                named: "Other"
            )
            let funnels = FunnelStore(world.database)
            try await funnels.deleteStage(StageID(2), of: FunnelID(1))
            try await world.launch(workflow, for: [1, 2, 3])
            try await world.launch(other, for: [1, 4])
            try await world.work()
            let problem = FunnelError.unknownStage("Trial", funnel: "Onboarding").message
            #expect(try await world.nodes(workflow, [1, 2, 3, 4]) == [2, 2, 2, nil])
            #expect(try await world.problems(of: 2, in: workflow) == ["2: \(problem)"])
            #expect(try await world.counts(workflow)[2] == NodeCounts(failed: 3))
            #expect(try await world.numbers("tag = OTHER") == [1, 4])
            #expect(try await world.runner.nextTime() == nil)

            // Still broken: they try, fail again, and nothing before it is done twice.
            #expect(try await Self.retry(world, workflow) == 3)
            try await world.work()
            #expect(try await world.values(.score, [1, 2, 3]) == [.integer(1), .integer(1), .integer(1)])
            #expect(try await world.nodes(workflow, [1, 2, 3]) == [2, 2, 2])

            _ = try await funnels.addStage("Trial", to: FunnelID(1))
            #expect(try await Self.retry(world, workflow, at: 3) == 0)
            #expect(try await Self.retry(world, workflow, at: 2) == 3)
            #expect(try await Self.retry(world, workflow) == 0)
            try await world.work()
            #expect(try await Self.retry(world, workflow) == 0)
            try await world.work()
            #expect(try await world.values(.score, [1, 2, 3]) == [.integer(101), .integer(101), .integer(101)])
            #expect(try await world.numbers("funnel.Onboarding = Trial") == [1, 2, 3])
            #expect(try await world.nodes(workflow, [1, 2, 3]) == [nil, nil, nil])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a user who was disabled gets no contacts`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await TestUsers.add(to: world.database)
            try await world.create(2)
            let action = AutomationAction.planned(.assignOwner(AssignOwner(TestUsers.emails[1], level: .owner)))
            let workflow = try await world.activate(Self.graph(action))
            let users = UserStore(world.database, time: world.clock.time)
            try await users.disable(TestUsers.piotr)
            try await world.launch(workflow, for: [1, 2])
            try await world.work()
            let problem = AccessError.disabled(TestUsers.emails[1]).message
            #expect(try await world.problems(of: 1, in: workflow) == ["2: \(problem)"])
            try await users.enable(TestUsers.piotr)
            #expect(try await Self.retry(world, workflow) == 2)
            try await world.work()
            #expect(try await world.values(.score, [1, 2]) == [.integer(101), .integer(101)])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a list of codes gives as many coupons as it has`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(6)
            let name = CouponName(stored: "SPRING26")
            let list = CouponListStore(world.database, time: world.clock.time)
            _ = try await list.add((1...3).map { "LISTED000\($0)" }, to: name)
            let workflow = try await world.activate(Self.graph(.planned(.generateCoupon(GenerateCoupon(name)))))
            try await world.launch(workflow, for: [1, 2, 3, 4, 5])
            try await world.work()
            #expect(try await world.nodes(workflow, [1, 2, 3, 4, 5]) == [nil, nil, nil, 2, 2])
            #expect(try await world.failures(workflow).map(\.node) == [2])
            #expect(try await world.failures(workflow)[0].problem.contains("used up"))

            _ = try await list.add(["LISTED0004"], to: name)
            #expect(try await Self.retry(world, workflow) == 2)
            try await world.work()
            #expect(try await world.nodes(workflow, [4, 5]) == [nil, 2])
            _ = try await list.add(["LISTED0005", "LISTED0006"], to: name)
            #expect(try await Self.retry(world, workflow) == 1)
            try await world.work()
            #expect(try await world.values(.score, [1, 2, 3, 4, 5]) == Array(repeating: .integer(101), count: 5))
            let codes = try await world.database.read { try $0.rows("SELECT code FROM coupon") { $0.text(0) } }
            #expect(codes.count == 5 && Set(codes).count == 5)
            #expect(Set(codes).isSubset(of: (1...6).map { "LISTED000\($0)" }))
        }
    }

    @Test(arguments: StoreKind.available)
    func `a segment that was deleted stops one version only`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(3)
            let segments = SegmentStore(world.database, time: world.clock.time)
            let buyers = try Selection(query: "email = person1@example.com")
            try await segments.create("Buyers", buyers, by: .operator)
            let old = Graph(
                entry: 1,
                nodes: [
                    .wait(1, 1, .hour, next: 2), try .when(2, "segment = Buyers", next: 3, otherwise: 4),
                    .score(3, 1, next: 4), .stop(4),
                ]
            )
            let workflow = try await world.activate(old)
            try await world.launch(workflow, for: [1, 2])
            try await world.work()
            let new = Graph(entry: 1, nodes: [.wait(1, 1, .hour, next: 2), .score(2, 7, next: 4), .stop(4)])
            try await world.store.save(.workflow(new), of: workflow.id, revision: nil, by: .operator)
            try await world.store.activate(workflow.id, by: .operator)
            try await world.launch(try await world.automation(workflow.id), for: [3])
            try await segments.delete("Buyers", by: .operator)
            try await world.work(through: .seconds(3600))
            #expect(try await world.nodes(workflow, [1, 2, 3]) == [2, 2, nil])
            #expect(try await world.values(.score, [3]) == [.integer(7)])
            let problem = SelectionError.unknownSegment("Buyers").message
            #expect(try await world.problems(of: 1, in: workflow) == ["2: \(problem)"])
            #expect(try await world.problems(of: 3, in: workflow).isEmpty)

            try await segments.create("Buyers", buyers, by: .operator)
            #expect(try await Self.retry(world, workflow) == 2)
            try await world.work()
            #expect(try await world.values(.score, [1, 2, 3]) == [.integer(1), .integer(0), .integer(7)])
            #expect(try await world.nodes(workflow, [1, 2, 3]) == [nil, nil, nil])
        }
    }

    @Test(arguments: StoreKind.available)
    func `who failed at a wait waits when trying again`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await TestUsers.add(to: world.database, role: "marketer")
            try await world.create(3) { $1.owners = OwnerList(main: TestUsers.anna, since: 1) }
            let anna = TestUsers.restricted(TestUsers.anna)
            let waits: [Node] = [
                .wait(2, 1, .hour, next: 4), .waitFor(3, .tag("X"), timeout: Span(1, .hour), next: 4, otherwise: 5),
            ]
            let graph = Graph(
                events: [.tag("GO")],
                entry: 6,
                nodes: [
                    .wait(6, 1, .day, next: 1), try .when(1, "tag = LONG", next: 2, otherwise: 3),
                    .tag(4, "WENT", next: 7),
                    .tag(5, "LATE", next: 7), .stop(7),
                ] + waits
            )
            let id = try await world.store.create(
                AutomationSettings("Own", isShared: false),
                .workflow(graph),
                by: anna
            )
            try await world.store.activate(id, by: anna)
            let workflow = try await world.automation(id)
            try await world.tag("LONG", [1])
            try await world.tag("GO", [1, 2])
            try await world.work()
            #expect(try await world.nodes(workflow, [1, 2, 3]) == [6, 6, nil])
            let users = UserStore(world.database, time: world.clock.time)
            try await users.disable(TestUsers.anna)
            // Whose author is gone lets nobody in.
            try await world.tag("GO", [3])
            try await world.work(through: .seconds(86_400))
            #expect(try await world.nodes(workflow, [1, 2, 3]) == [1, 1, nil])
            let problem = AccessError.disabled(TestUsers.emails[0]).message
            #expect(try await world.problems(of: 1, in: workflow) == ["1: \(problem)"])

            // The waits themselves fail as well, as does everything for which nobody acts.
            for node in [NodeID(2), 3] {
                try await world.place(try #require(node == 2 ? 1 : 2), at: node, in: workflow)
            }
            try await users.enable(TestUsers.anna)
            try await world.tag("LONG", [1])
            #expect(try await Self.retry(world, workflow) == 2)
            try await world.work()
            #expect(try await world.nodes(workflow, [1, 2]) == [2, 3])
            #expect(try await world.numbers("tag = WENT or tag = LATE").isEmpty)
            // Nobody counts as failed who waits for an event.
            #expect(try await Self.retry(world, workflow) == 0)
            try await world.work(through: .seconds(3600))
            #expect(try await world.numbers("tag = WENT") == [1])
            #expect(try await world.numbers("tag = LATE") == [2])
        }
    }
}

extension AutomationWorld {
    /// Puts a contact that failed at one node at another one, as if it had failed there.
    fileprivate func place(_ number: UInt32, at node: NodeID, in automation: Automation) async throws {
        try await database.execute(
            "UPDATE contact_automation SET node = \(node.number) WHERE number = \(number) AND automation_id = \(automation.id.number)"
        )
    }
}
