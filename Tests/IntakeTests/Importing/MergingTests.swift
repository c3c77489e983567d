import Contacts
import Foundation
import Intake
import Storage
import TestSupport
import Testing

/// What an import does to contacts that are there.
struct MergingTests {
    @Test(arguments: StoreKind.available)
    func `an empty cell leaves what is there`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await world.take("email,name,city,score,detail\na@example.com,Anna,Brno,5,\n")
            let summary = try await world.take("EMAIL,name,city,score\nA@Example.com,,Wien,\n")
            #expect(summary == ImportSummary(rows: 1, updated: 1))
            let contact = try #require(try await world.card("a@example.com")).contact
            #expect(contact.fields == [.email: "a@example.com", .name: "Anna", .city: "Wien"])
            #expect(contact.score == 5)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who does not want to be monitored is not by what a file says`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await world.take("email,monitored\na@example.com,yes\nb@example.com,no\n")
            let id = try #require(try await world.card("a@example.com")).contact.id
            try await CardEditing(world.database, time: .system).edit(id, [.stopMonitoring], actor: .operator)
            for word in ["yes", "no"] {
                try await world.take("email,monitored\na@example.com,\(word)\nb@example.com,\(word)\n")
                #expect(try await world.card("a@example.com")?.contact.monitoring == .stopped)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `kept fields are only filled in`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            let size = try DetailName("size")
            let color = try DetailName("color")
            let header = "email,first name,last name,city,phone,size,color\n"
            let overrides: [(column: String, field: ImportField)] = [
                ("size", .detail(size)), ("color", .detail(color)),
            ]
            func take(_ row: String, _ kept: Set<ImportField>) async throws -> ImportSummary {
                let path = try world.folder.file(header + row + "\n")
                let file = ImportFile(path: path, overrides: overrides)
                return try await world.importer().run(file, ImportOptions(kept: kept), actor: "anna").summary
            }
            _ = try await take("a@example.com,Anna,Nowak,Brno,,38,", [])
            let kept: Set<ImportField> = [.profile(.city), .profile(.phone), .firstName, .detail(size), .detail(color)]
            let summary = try await take("a@example.com,Ewa,Lis,Wien,600,39,red", kept)
            #expect(summary == ImportSummary(rows: 1, updated: 1))
            let card = try #require(try await world.card("a@example.com"))
            #expect(
                card.contact.fields == [.email: "a@example.com", .name: "Anna Nowak", .city: "Brno", .phone: "600"]
            )
            #expect(card.detailValues == ["size": "38", "color": "red"])
            _ = try await take("a@example.com,,,,,40,blue", [.details])
            #expect(try await world.card("a@example.com")?.detailValues == ["size": "38", "color": "red"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a tag that is there keeps its date and its score`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await world.take("email,tags\na@example.com,VIP (7)\n")
            world.clock.advance(by: .seconds(3600))
            let tags = [try TagName("vip"): Int64(1), try TagName("list"): 4]
            let summary = try await world.take("email,tags\na@example.com,VIP (9)|NEW (2)\n", ImportOptions(tags: tags))
            #expect(summary == ImportSummary(rows: 1, updated: 1))
            let card = try #require(try await world.card("a@example.com"))
            #expect(card.tagScores == ["LIST": 4, "NEW": 2, "VIP": 7])
            #expect(card.tags.first { $0.name.text == "VIP" }?.addedAt == TestClock.start)
            #expect(card.tags.first { $0.name.text == "NEW" }?.addedAt == world.clock.now)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a new contact was created when the file says, and tagged and modified by the import`(
        kind: StoreKind
    ) async throws {
        try await ImportWorld.with(kind) { world in
            try await world.take("email,created,tags\na@example.com,2020-01-31T00:00:00Z,VIP\n")
            let card = try #require(try await world.card("a@example.com"))
            #expect(card.contact.createdAt == 1_580_428_800_000)
            #expect(card.contact.modifiedAt == world.clock.now)
            #expect(card.tags.map(\.addedAt) == [world.clock.now])
        }
    }

    @Test(arguments: StoreKind.available)
    func `the state of the options counts where the file has none`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            let text = "email,state\na@example.com,\nb@example.com,partner\n"
            try await world.take(text)
            #expect(try await world.card("a@example.com")?.contact.state == .prospect)
            let summary = try await world.take(text, ImportOptions(state: .customer))
            #expect(summary == ImportSummary(rows: 2, updated: 1, unchanged: 1))
            #expect(try await world.card("a@example.com")?.contact.state == .customer)
            #expect(try await world.card("b@example.com")?.contact.state == .partner)
        }
    }

    @Test(arguments: StoreKind.available)
    func `removed contacts come back only when that is asked for`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            let text = "email,name\na@example.com,Anna\n"
            try await world.take(text)
            try await world.edit("a@example.com", .remove)
            #expect(try await world.take(text) == ImportSummary(rows: 1, unchanged: 1))
            #expect(try await world.card("a@example.com")?.contact.removedAt != nil)
            let restoring = ImportOptions(restoresRemoved: true)
            #expect(try await world.take(text, restoring) == ImportSummary(rows: 1, updated: 1))
            #expect(try await world.card("a@example.com")?.contact.removedAt == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a dry run says what the real run does, and writes nothing`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await world.take("email,name,tags\n1@example.com,One,OLD\n2@example.com,Two,\n")
            let before = try await world.state()
            var text = "email,name,tags,score,hat\n1@example.com,Changed,NEW,4,\n2@example.com,Two,,,\nnobody,X,,,\n"
            text += (3...350).map { "\($0 % 200)@example.com,N\($0),T\($0 % 9),\($0),h\n" }.joined()
            let file = ImportFile(path: try world.folder.file(text, named: "new.csv"))
            let foretold = try await world.importer().dryRun(file, ImportOptions(), actor: "anna")
            #expect(try await world.state() == before)
            let real = try await world.importer().run(file, ImportOptions(), actor: "anna")
            #expect(foretold == real)
            let summary = real.summary
            #expect(summary.rows == 351)
            #expect(summary.created + summary.updated + summary.unchanged + summary.rejected == summary.rows)
            #expect(summary.rejected == 1)
            #expect(real.description.leftOut == [LeftOutColumn(name: "hat", position: 5)])
        }
    }

    @Test(arguments: StoreKind.available)
    func `the row of an import is finished with its summary`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            let summary = try await world.take("email\na@example.com\nnobody\n")
            let rows = try await world.database.read {
                try $0.rows("SELECT id, file, started_at, finished_at, actor, summary FROM import") {
                    ($0.integer(0), $0.text(1), $0.integer(2), $0.optionalInteger(3), $0.text(4), $0.text(5))
                }
            }
            let row = try #require(rows.first)
            #expect(rows.count == 1)
            #expect((row.0, row.1, row.4) == (1, "people.csv", "anna"))
            #expect((row.2, row.3) == (TestClock.start, TestClock.start))
            #expect(try JSONDecoder().decode(ImportSummary.self, from: Data(row.5.utf8)) == summary)
        }
    }
}
