import Contacts
import Foundation
import Intake
import TestSupport
import Testing

/// Whole files of each product, from the bytes to the base.
struct ExportFileTests {
    private static let rows = 1000

    private static let cases = StoreKind.available.flatMap { kind in ExportSample.all.map { (kind, $0) } }

    @Test(arguments: cases)
    func `every row of an export comes in, and a second time changes nothing`(
        kind: StoreKind,
        sample: ExportSample
    ) async throws {
        try await ImportWorld.with(kind) { world in
            let text = sample.text((0..<Self.rows).map(sample.row))
            #expect(try await world.take(text) == ImportSummary(rows: Self.rows, created: Self.rows))
            for index in stride(from: 0, to: Self.rows, by: 3) { try await check(world, sample, index) }

            let before = try await world.state()
            #expect(before.contacts.count == Self.rows)
            world.clock.advance(by: .seconds(60))
            #expect(try await world.take(text) == ImportSummary(rows: Self.rows, unchanged: Self.rows))
            let after = try await world.state()
            #expect(after.holdsSameContacts(as: before))
            #expect(after.journal == before.journal)
        }
    }

    @Test(arguments: cases)
    func `broken rows go to the rejects file, and come in once they are mended`(
        kind: StoreKind,
        sample: ExportSample
    ) async throws {
        try await ImportWorld.with(kind) { world in
            let broken = BrokenRows(sample, every: 100, of: Self.rows)
            let total = Self.rows
            let summary = try await world.take(sample.text(broken.rows))
            let bad = broken.columns.count
            #expect(summary == ImportSummary(rows: total, created: total - bad, rejected: bad))

            let path = RejectsWriter.path(besides: world.folder.path("people.csv"))
            let reader = try CSVReader(path: path)
            #expect(reader.header == ["line", "column", "reason"] + sample.header)
            let rejects = try reader.rows()
            #expect(rejects.map { $0.fields[0] } == broken.indices.map { String($0 + 2) })
            #expect(rejects.map { $0.fields[1] } == broken.columns.map { $0 ?? "" })
            #expect(rejects.allSatisfy { !$0.fields[2].isEmpty })
            #expect(rejects.map { Array($0.fields.dropFirst(3)) } == broken.indices.map { broken.rows[$0] })

            let mended = zip(rejects, broken.indices).map { reject, index in
                Array(reject.fields.prefix(3)) + sample.row(index)
            }
            let text = sample.text(mended, header: reader.header)
            let rest = try await world.take(text, named: "people.rejects.csv")
            #expect(rest == ImportSummary(rows: bad, created: bad))
            for index in broken.indices { try await check(world, sample, index) }
            #expect(try await world.state().contacts.count == total)
        }
    }

    private func check(_ world: ImportWorld, _ sample: ExportSample, _ index: Int) async throws {
        let expected = sample.expected(index)
        let card = try #require(try await world.card(ExportSample.email(index)))
        var fields = expected.fields
        fields[.name] = expected.name
        fields[.email] = ExportSample.email(index)
        #expect(card.contact.fields == fields)
        #expect(card.tagScores == expected.tags)
        #expect(card.detailValues == expected.details)
        #expect(card.contact.emailStatus == expected.emailStatus)
        #expect(card.contact.isInvalid == expected.isInvalid)
        #expect(card.contact.mobileStatus == expected.mobileStatus)
        #expect(card.contact.state == expected.state)
        #expect(card.contact.score == expected.score)
        #expect(card.contact.createdAt == expected.createdAt ?? TestClock.start)
    }
}

/// The rows of a sample, some of which have a mistake: each kind in turn.
private struct BrokenRows {
    var rows: [[String]]
    /// Where the broken ones are.
    var indices: [Int] = []
    /// Which column is wrong in each; nothing where the whole row is.
    var columns: [String?] = []

    init(_ sample: ExportSample, every step: Int, of count: Int) {
        rows = (0..<count).map(sample.row)
        var mistakes: [(column: String?, value: String)] = sample.mistakes.map { ($0.column, $0.value) }
        mistakes += [(sample.emailColumn, "nobody"), (sample.emailColumn, ""), (nil, "surplus")]
        for (turn, index) in stride(from: step / 2, to: count, by: step).enumerated() {
            let mistake = mistakes[turn % mistakes.count]
            indices.append(index)
            columns.append(mistake.column)
            if let column = mistake.column.flatMap(sample.header.firstIndex) {
                rows[index][column] = mistake.value
            } else {
                rows[index].append(mistake.value)
            }
        }
    }
}
