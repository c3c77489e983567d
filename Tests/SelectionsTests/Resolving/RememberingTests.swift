import Contacts
import Selections
import Storage
import TestSupport
import Testing

/// What was asked once is answered from memory.
struct RememberingTests {
    @Test func `a question that was asked before costs no look at the contacts`() async throws {
        try await withAudiences { database, audiences in
            let selection = try Selection(query: "tag = VIP and not (invalid or name ~ anna) and score > 3")
            let first = try await audiences.count(selection)
            #expect(database.takeQueries().contains { $0.isAboutContacts })
            #expect(try await audiences.count(selection) == first)
            #expect(!database.takeQueries().contains { $0.isAboutContacts })
        }
    }

    @Test func `a slider over a number reads the column once`() async throws {
        try await withAudiences { database, audiences in
            _ = try await audiences.count(Selection(query: "tag = VIP"))
            _ = database.takeQueries()
            for least in 0..<20 { _ = try await audiences.count(Selection(query: "score > \(least)")) }
            #expect(database.takeQueries().count { $0.isAboutContacts } == 2, "one statement, then one column")
        }
    }

    @Test func `what is asked often is kept when much else is asked`() async throws {
        try await withAudiences { database, audiences in
            let often = try Selection(query: "monitored")
            for number in 0..<600 {
                _ = try await audiences.count(Selection(query: "name = n\(number)"))
                _ = try await audiences.count(often)
            }
            #expect(database.takeQueries().count { $0.contains("monitored") } == 1)
        }
    }

    @Test func `what depends on the instant of asking pushes nothing out of memory`() async throws {
        try await withAudiences { database, audiences in
            let often = try Selection(query: "monitored")
            _ = try await audiences.count(often)
            for _ in 0..<300 { _ = try await audiences.count(Selection(query: "coupon.SPRING26 = valid")) }
            _ = database.takeQueries()
            _ = try await audiences.count(often)
            _ = try await audiences.count(Selection(query: "coupon.SPRING26 = unused"))
            _ = try await audiences.count(Selection(query: "coupon.SPRING26 = unused"))
            let queries = database.takeQueries()
            #expect(!queries.contains { $0.isAboutContacts })
            #expect(queries.count { $0.contains("FROM coupon WHERE") } <= 1)
        }
    }

    @Test func `when memory is full the latest questions are remembered`() async throws {
        try await withAudiences { database, audiences in
            for number in 0..<600 { _ = try await audiences.count(Selection(query: "name = n\(number)")) }
            _ = database.takeQueries()
            for number in 550..<600 { _ = try await audiences.count(Selection(query: "name = n\(number)")) }
            #expect(!database.takeQueries().contains { $0.isAboutContacts })
        }
    }

    private func withAudiences(_ body: (RecordingDatabase, Audiences) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(.sqlite) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, SeededGenerator(seed: 1))
            try await world.commit(ChangeSet(created: world.created(50)))
            let recording = RecordingDatabase(database)
            try await body(recording, Audiences(recording, time: world.clock.time))
        }
    }
}

extension String {
    fileprivate var isAboutContacts: Bool { contains("FROM contact") }
}
