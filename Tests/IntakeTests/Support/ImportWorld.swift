import Bitmaps
import Contacts
import Foundation
import Intake
import Storage
import TestSupport

/// A fresh base, a clock and a folder for files.
struct ImportWorld: Sendable {
    let database: any Database
    let clock = TestClock()
    let folder: TemporaryFolder

    static func with(_ kind: StoreKind, _ body: (ImportWorld) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        try await TestDatabase.withDatabase(kind) { try await body(ImportWorld(database: $0, folder: folder)) }
    }

    var cards: CardEditing { CardEditing(database, time: clock.time) }

    func importer(rowsPerBatch: Int = 100) -> Importer {
        Importer(database, time: clock.time, rowsPerBatch: rowsPerBatch)
    }

    /// Writes a text to a file and imports it.
    @discardableResult
    func take(
        _ text: String,
        _ options: ImportOptions = ImportOptions(),
        named name: String = "people.csv",
        rowsPerBatch: Int = 100
    ) async throws -> ImportSummary {
        let file = ImportFile(path: try folder.file(text, named: name))
        return try await importer(rowsPerBatch: rowsPerBatch).run(file, options, actor: "anna").summary
    }

    func number(_ email: String) async throws -> UInt32? {
        let email = try EmailAddress(email)
        return try await database.read { try ContactReader($0).number(of: email) }
    }

    /// Everything about one contact; nothing where nobody has the address.
    func card(_ email: String) async throws -> ImportedCard? {
        let email = try EmailAddress(email)
        return try await database.read { connection in
            let reader = ContactReader(connection)
            guard let number = try reader.number(of: email), let contact = try reader.contact(number) else {
                return nil
            }
            return ImportedCard(
                contact: contact,
                tags: try reader.tags(of: number),
                details: try reader.details(of: number)
            )
        }
    }

    func edit(_ email: String, _ edits: CardEdit...) async throws {
        guard let card = try await card(email) else { throw CardEditError.unknownContact }
        try await cards.edit(card.contact.id, edits, actor: .named("anna"))
    }

    /// Deletes contacts for good, as the action for it does.
    func erase(_ email: String) async throws {
        guard let number = try await number(email) else { throw CardEditError.unknownContact }
        let now = clock.now
        try await database.write { connection in
            let door = Door(connection, now: now)
            try door.lock([Bucket(containing: number)])
            let gone = Change(.existence, [number], from: .same(.yes), to: .same(.none))
            try door.commit(ChangeSet(changes: [gone]), cause: Cause(.execution, actor: "anna"))
        }
    }

    func timeline(_ email: String) async throws -> [TimelineEntry] {
        guard let number = try await number(email) else { return [] }
        return try await database.read { try Timeline($0).entries(for: number, visibleTo: .named("anna"), limit: 1000) }
    }

    /// What the base holds, for comparison.
    func state() async throws -> BaseState {
        try await database.read { try BaseState($0) }
    }
}

/// A contact with what hangs on it.
struct ImportedCard {
    let contact: Contact
    let tags: [ContactTag]
    let details: [ContactDetail]

    var tagScores: [String: Int64] { Dictionary(uniqueKeysWithValues: tags.map { ($0.name.text, $0.score) }) }

    var detailValues: [String: String] {
        Dictionary(uniqueKeysWithValues: details.map { ($0.name.text, $0.value) })
    }
}
