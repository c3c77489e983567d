package import Bitmaps
package import Contacts
package import Storage

/// Reads documents, inside one transaction.
package struct DocumentReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// The documents of which somebody may know, newest first.
    package func all(visibleTo actor: Actor) throws -> [LinkDocument] {
        try documents("ORDER BY d.id DESC").filter { $0.isVisible(to: actor) }
    }

    /// A document, if there is one of which somebody may know.
    package func document(_ id: DocumentID, visibleTo actor: Actor) throws -> LinkDocument? {
        try documents("AND d.id = \(id.number)").first { $0.isVisible(to: actor) }
    }

    /// The documents of a run of which somebody may know.
    package func documents(of execution: Int64, visibleTo actor: Actor) throws -> [LinkDocument] {
        try documents("AND d.execution_id = \(execution) ORDER BY d.id").filter { $0.isVisible(to: actor) }
    }

    /// The contacts that have a link in a document, erased ones among them.
    package func members(of id: DocumentID) throws -> Bitmap {
        try connection.rows("SELECT contacts FROM document_part WHERE document_id = \(id.number)") {
            try Bitmap(serialized: $0.bytes(0))
        }
        .reduce(into: Bitmap()) { $0.formUnion($1) }
    }

    /// Whether the list of somebody has a document that is visible to them: their own, or one with a contact that they see.
    func lists(_ document: LinkDocument, for actor: Actor) throws -> Bool {
        if document.isOf(actor) { return true }
        let members = try members(of: document.id)
        return try connection.firstRow(
            """
            SELECT 1 FROM contact WHERE removed_at IS NULL AND \(.isMember("number", members))\(actor.reach.narrowing("number"))
            LIMIT 1
            """
        ) { $0.integer(0) } != nil
    }

    /// For how many days documents are kept; nothing means for good.
    package func days() throws -> Int64? {
        try Workspace.value(of: DocumentStore.daysSetting, in: connection).flatMap(Int64.init)
    }

    /// A document without any contact is one that its run did not begin with, or that was undone.
    private func documents(_ suffix: SQL) throws -> [LinkDocument] {
        try connection.rows(
            """
            SELECT d.id, d.execution_id, d.name, d.url, d.private, d.author, d.author_id, d.created_at,
                CASE WHEN e.state IN ('scheduled', 'running', 'paused') THEN 1 ELSE 0 END
            FROM document d LEFT JOIN execution e ON e.id = d.execution_id
            WHERE EXISTS (SELECT 1 FROM document_part p WHERE p.document_id = d.id) \(suffix)
            """
        ) { row in
            LinkDocument(
                id: DocumentID(row.integer(0)),
                execution: row.optionalInteger(1),
                name: row.text(2),
                address: row.text(3),
                isPrivate: row.flag(4),
                author: row.text(5),
                user: row.optionalInteger(6).map(UserID.init),
                createdAt: row.integer(7),
                isGrowing: row.flag(8)
            )
        }
    }
}
