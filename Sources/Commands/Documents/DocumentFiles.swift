import Bitmaps
import Contacts
import Selections
import Storage
import Tracking

/// The documents and their files, as whoever works in the world sees them.
struct DocumentFiles {
    private let world: World

    init(_ world: World) {
        self.world = world
    }

    func all() async throws -> [(document: LinkDocument, files: LinkFiles)] {
        let actor = world.actor
        let seesAll = world.hand.onlyExecutionsOf == nil
        let documents = try await world.database.read { [audiences = world.audiences] connection in
            let reader = DocumentReader(connection)
            let visible = try audiences.resolve(Selection(), in: connection, reach: actor.reach, patience: .unlimited)
            return try reader.all(visibleTo: actor).map { document in
                let members = try reader.members(of: document.id)
                return (document: document, files: LinkFiles(members, visible: visible, reach: actor.reach))
            }
        }
        return documents.filter { $0.files.lines > 0 || $0.document.isOf(actor) || seesAll }
    }

    /// Hands over the lines of a file, portion by portion, with their header.
    ///
    /// - Throws: `DocumentError` when there is no such document or file, or its run is not over.
    func forEachPortion(of id: DocumentID, file number: Int, _ body: (String) throws -> Void) async throws {
        guard let (document, files) = try await all().first(where: { $0.document.id == id }) else {
            throw DocumentError.unknown("\(id.number)")
        }
        if document.isGrowing, let execution = document.execution {
            throw DocumentError.growing(id, execution: execution)
        }
        guard files.files.indices.contains(number - 1) else {
            throw DocumentError.noFile(id, number, files: files.files.count)
        }
        let table = try LinkTable(document)
        let contacts = files.files[number - 1]
        try body(LinkTable.header)
        for offset in stride(from: 0, to: contacts.count, by: LinkTable.portion) {
            let numbers = contacts.numbers(from: offset, limit: LinkTable.portion)
            try body(try await world.database.read { try table.lines(for: numbers, $0) })
        }
    }
}
