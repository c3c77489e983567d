import Automations
import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

/// What remains of contacts, and who learns what of them.
struct PrivacyTests {
    private static let graph = Graph(
        events: [.tag("GO"), .externalEvent(type: nil)],
        entry: 1,
        nodes: [
            Node(1, .action(.webhook(Webhook(url: "http://127.0.0.1:9/")), next: 2)), .score(2, 1, next: 3),
            .waitFor(3, .tag("X"), timeout: Span(1, .day), next: 4, otherwise: 4), .tag(4, "END", next: 5), .stop(5),
        ]
    )

    @Test(arguments: StoreKind.available)
    func `erasing a contact leaves nothing of it in automation`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(4)
            let workflow = try await world.activate(Self.graph)
            let draft = ActivityDraft(subject: "purchase", at: world.clock.now, description: "shoes, 42", value: 99)
            try await world.commit(
                Change(.activity(.externalEvent), [1, 2, 3], from: .same(.none), to: .same(.activity(draft)))
            )
            try await world.work()
            try await world.tag("X", [1])
            // One that has moved on, one that waits, and one to whom something happened that nobody has followed yet.
            try await world.work()
            try await world.tag("X", [2])
            try await world.tag("GO", [4])
            try await world.erase([1, 2, 4])
            try await world.work(through: .seconds(2 * 86_400))
            #expect(try await world.numbers("all") == [3])
            #expect(try await world.numbers("tag = END") == [3])
            for table in ["contact_automation", "webhook_call", "contact_activity"] as [SQL.Name] {
                let numbers = try await world.database.read { connection in
                    try connection.rows("SELECT DISTINCT number FROM \(table)") { $0.number(0) }
                }
                #expect(numbers == [3], "\(table)")
            }
            let kept = try await world.database.read { connection in
                try JournalReader(connection).entries(after: 0, limit: 1_000) { _ in true }.flatMap(\.changes)
            }
            #expect(kept.allSatisfy { $0.facet == .existence || !$0.contacts.intersects([1, 2, 4]) })
            #expect(try await world.failures(workflow).isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `imports start nothing and wake nobody`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            let file = Cause(.import, id: 1, text: "people.csv", actor: "anna")
            var graph = Self.graph
            graph.events.append(.contactAdded)
            let workflow = try await world.activate(graph)
            try await world.create(2, cause: file) { $1.tags[TagName(stored: "GO")] = 1 }
            try await world.work()
            #expect(try await world.passages(workflow, [1, 2]) == [nil, nil])
            try await world.launch(workflow, for: [1])
            try await world.work()
            try await world.tag("X", [1], cause: file)
            try await world.work()
            #expect(try await world.nodes(workflow, [1]) == [3])
        }
    }

    @Test(arguments: StoreKind.available)
    func `somebody with own contacts learns nothing of others`(kind: StoreKind) async throws {
        var told: [String] = []
        for others in [0, 5] {
            try await AutomationWorld.with(kind) { world in
                try await TestUsers.add(to: world.database)
                try await world.create(3) { $1.owners = OwnerList(main: TestUsers.anna, since: 1) }
                if others > 0 {
                    try await world.create(others) { $1.owners = OwnerList(main: TestUsers.piotr, since: 1) }
                }
                let workflow = try await world.activate(Self.graph)
                let other = try await world.activate(Graph(entry: 1, nodes: [.stop(1)]), named: "Other")
                try await world.launch(workflow, for: [1, 2])
                if others > 0 {
                    try await world.launch(workflow, for: [4, 5, 6])
                    try await world.launch(other, for: [7])
                }
                try await world.work()
                try await world.tag("X", others > 0 ? [1, 4] : [1])
                try await world.work()
                told.append(
                    try await world.database.read { connection in
                        let reports = AutomationReports(connection, reach: .owned(by: TestUsers.anna))
                        let parts: [String] = [
                            "\(try reports.totals().sorted { $0.key < $1.key })",
                            "\(try reports.counts(of: workflow).sorted { $0.key < $1.key })",
                            "\(try reports.counts(of: other))", "\(try reports.failures(of: workflow))",
                            "\(try reports.passages(of: 1))", "\(try reports.passages(of: 4))",
                        ]
                        return parts.joined(separator: "\n")
                    }
                )
            }
        }
        #expect(told[0] == told[1])
        #expect(told[0].contains("waiting: 1"))
    }
}

extension AutomationWorld {
    /// Deletes contacts for good.
    func erase(_ numbers: [UInt32]) async throws {
        try await commit(
            Change(.existence, Bitmap(numbers), from: .same(.yes), to: .same(.none)),
            cause: Cause(.execution, id: 1, text: "erase", actor: "test")
        )
    }
}
