import Bitmaps
import Contacts
import Foundation
import Intake
import Storage
import Synchronization
import TestSupport
import Testing

/// Imports that end early, or that others work beside.
struct InterruptionTests {
    private static let rows = 1_000

    private static func text(_ rows: Int = rows) -> String {
        "email,name,tags,score\n"
            + (0..<rows).map { "p\($0)@example.com,Name \($0),T\($0 % 5),\($0)\n" }.joined()
    }

    @Test(arguments: StoreKind.available)
    func `an import that was cut off is simply started again`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            let file = ImportFile(path: try world.folder.file(Self.text()))
            let importer = world.importer(rowsPerBatch: 50)
            let batches = Mutex(0)
            let running = Task {
                try await importer.run(file, ImportOptions(), actor: "anna") { _ in
                    let done = batches.withLock { batches in
                        batches += 1
                        return batches
                    }
                    if done == 5 { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            _ = await running.result
            let partly = try await world.state().contacts.count
            #expect(partly >= 250)
            #expect(partly < Self.rows, "the import must have been cut off")

            let summary = try await importer.run(file, ImportOptions(), actor: "anna").summary
            #expect(
                summary == ImportSummary(rows: Self.rows, created: Self.rows - partly, unchanged: partly)
            )
            let state = try await world.state()
            #expect(state.imports.count == 2)
            #expect(state.imports.first?.hasSuffix("|") == true, "the first import has no summary")
            #expect(state.contacts.count == Self.rows)
            #expect(state.tags.count == Self.rows)
            let expected = (0..<Self.rows).map { "p\($0)@example.com|Name \($0)" }
            #expect(
                state.contacts.map { $0.split(separator: "|").dropFirst().prefix(2).joined(separator: "|") } == expected
            )
        }
    }

    @Test(arguments: StoreKind.available)
    func `two imports of one file at once bring everybody in once`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            let file = ImportFile(path: try world.folder.file(Self.text()))
            let other = ImportFile(path: try world.folder.file(Self.text(), named: "other.csv"))
            async let first = world.importer(rowsPerBatch: 90).run(file, ImportOptions(), actor: "anna")
            async let second = world.importer(rowsPerBatch: 70).run(other, ImportOptions(), actor: "jan")
            let (one, two) = try await (first.summary, second.summary)
            #expect(one.created + two.created == Self.rows)
            #expect(one.unchanged + two.unchanged == Self.rows)
            #expect(try await world.state().contacts.count == Self.rows)
        }
    }

    @Test(arguments: StoreKind.available)
    func `cards that are edited meanwhile lose nothing`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await world.take(Self.text(), rowsPerBatch: 1000)
            let changed = Self.text().replacing(",Name ", with: ",New ")
            let file = ImportFile(path: try world.folder.file(changed, named: "new.csv"))
            async let running = world.importer(rowsPerBatch: 25).run(file, ImportOptions(), actor: "anna")
            for index in stride(from: 0, to: Self.rows, by: 20) {
                try await world.edit(
                    "p\(index)@example.com",
                    .field(.city, "City \(index)"),
                    .field(.phone, "\(index)")
                )
            }
            let summary = try await running.summary
            #expect(summary == ImportSummary(rows: Self.rows, updated: Self.rows))
            for index in stride(from: 0, to: Self.rows, by: 20) {
                let contact = try #require(try await world.card("p\(index)@example.com")).contact
                #expect(contact.name == "New \(index)")
                #expect(contact.fields[.city] == "City \(index)")
                #expect(contact.fields[.phone] == "\(index)")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `contacts that are deleted meanwhile are there afterwards whole or not at all`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            try await world.take(Self.text(), rowsPerBatch: 1000)
            let changed = Self.text().replacing(",Name ", with: ",New ")
            let file = ImportFile(path: try world.folder.file(changed, named: "new.csv"))
            async let running = world.importer(rowsPerBatch: 25).run(file, ImportOptions(), actor: "anna")
            let victims = stride(from: 990, to: 0, by: -20).map { "p\($0)@example.com" }
            for email in victims { try await world.erase(email) }
            let summary = try await running.summary
            #expect(summary.updated + summary.created == Self.rows)
            var gone = 0
            for email in victims {
                if let card = try await world.card(email) {
                    #expect(card.contact.name.hasPrefix("New "))
                    #expect(card.tags.count == 1)
                } else {
                    gone += 1
                }
            }
            #expect(try await world.state().contacts.count == Self.rows - gone)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a card whose address changed meanwhile is not the one of the row`(kind: StoreKind) async throws {
        let bucket = Bucket(778)
        let number = bucket.range.lowerBound
        try await ImportWorld.with(kind) { world in
            _ = try await world.database.write { try $0.advance(counter: "contact", by: Int64(number) - 1) }
            try await world.take("email,name\na@example.com,Anna\n")
            let isMoved = Gate()
            let mayCommit = Gate()
            let now = world.clock.now
            async let move: Void = world.database.write { connection in
                let door = Door(connection, now: now)
                try door.lock([bucket])
                let address = Change(
                    .field(.email),
                    [number],
                    from: .same(.text("a@example.com")),
                    to: .same(.text("moved@example.com"))
                )
                try door.commit(ChangeSet(changes: [address]), cause: Cause(.card, actor: "jan"))
                isMoved.open()
                mayCommit.pass()
            }
            await isMoved.opened()
            let path = try world.folder.file("email,name\na@example.com,New\n", named: "new.csv")
            let running = Task {
                try await world.importer().run(ImportFile(path: path), ImportOptions(), actor: "anna")
            }
            if kind == .postgres {
                #expect(try await eventually { try await world.database.isWaiting(forLock: 778) })
            }
            mayCommit.open()
            try await move
            #expect(try await running.value.summary == ImportSummary(rows: 1, created: 1))
            #expect(try await world.card("moved@example.com")?.contact.name == "Anna")
            #expect(try await world.card("a@example.com")?.contact.name == "New")
        }
    }
}
