import Contacts
import Foundation
import Intake
import TestSupport
import Testing

/// Files that name one address more than once.
struct DuplicateTests {
    /// Rows on one address, which contradict each other; others stand between them.
    private static let contradicting = [
        "a@example.com,Anna,opted-in,OLD (3),1", "b@example.com,Berta,,X,1", "A@EXAMPLE.com,Ann,opted-out,NEW,2",
        "c@example.com,Cecil,,X,1", "a@example.com,Anne,opted-in,OLD (9),3",
    ]
    private static let header = "email,name,email-status,tags,score\n"
    private static let text = header + contradicting.map { $0 + "\n" }.joined()

    private func checkLast(_ world: ImportWorld) async throws {
        let card = try #require(try await world.card("a@example.com"))
        #expect(card.contact.name == "Anne")
        #expect(card.contact.score == 3)
        #expect(card.contact.emailStatus == .optedOut, "an opt-out stays, wherever it stands in the file")
        #expect(card.tagScores == ["NEW": 1, "OLD": 3])
    }

    @Test(arguments: StoreKind.available, [2, 3, 100])
    func `the last row counts, within a batch as across batches`(kind: StoreKind, rowsPerBatch: Int) async throws {
        try await ImportWorld.with(kind) { world in
            let summary = try await world.take(Self.text, rowsPerBatch: rowsPerBatch)
            #expect(summary == ImportSummary(rows: 5, created: 3, updated: 2))
            try await checkLast(world)
        }
    }

    @Test(arguments: StoreKind.available, [2, 3, 100])
    func `contradicting rows give the same contacts when they come again`(
        kind: StoreKind,
        rowsPerBatch: Int
    ) async throws {
        try await ImportWorld.with(kind) { world in
            try await world.take(Self.text, rowsPerBatch: rowsPerBatch)
            let before = try await world.state()
            let summary = try await world.take(Self.text, rowsPerBatch: rowsPerBatch)
            #expect(try await world.state().holdsSameContacts(as: before))
            try await checkLast(world)
            // Only rows of one batch are seen together.
            if rowsPerBatch >= Self.contradicting.count {
                #expect(summary == ImportSummary(rows: 5, unchanged: 5))
                #expect(try await world.state().journal == before.journal)
            }
        }
    }

    @Test(arguments: StoreKind.available, [2, 100])
    func `rows that repeat each other change nothing the second time`(kind: StoreKind, rowsPerBatch: Int) async throws {
        try await ImportWorld.with(kind) { world in
            let rows = (0..<20).map { "person\($0 % 5)@example.com,Name \($0 % 5),,T,1\n" }
            let text = Self.header + rows.joined()
            let first = try await world.take(text, rowsPerBatch: rowsPerBatch)
            #expect(first == ImportSummary(rows: 20, created: 5, unchanged: 15))
            let before = try await world.state()
            let second = try await world.take(text, rowsPerBatch: rowsPerBatch)
            #expect(second == ImportSummary(rows: 20, unchanged: 20))
            #expect(try await world.state().journal == before.journal)
        }
    }

    @Test(arguments: StoreKind.available)
    func `batches of any size give the same contacts`(kind: StoreKind) async throws {
        var random = SeededGenerator(for: "batches of any size give the same contacts")
        var text = Self.header
        for _ in 0..<150 {
            let status = random.pick(["", "", "opted-in", "opted-out"])
            let tags = random.pick(["", "A", "B (2)", "A (5)|C"])
            text += "p\(random.int(0...45))@example.com,N\(random.int(0...3)),\(status),\(tags),\(random.int(0...2))\n"
        }
        var states: [BaseState] = []
        for size in [3, 40, 1000] {
            let made = text
            try await ImportWorld.with(kind) { world in
                let summary = try await world.take(made, rowsPerBatch: size)
                #expect(summary.created + summary.updated + summary.unchanged == 150)
                states.append(try await world.state())
            }
        }
        for state in states.dropFirst() {
            #expect(state.contacts == states[0].contacts)
            #expect(state.tags == states[0].tags)
        }
    }
}
