package import Contacts
package import Storage

/// Makes, deletes and keeps documents.
package struct DocumentStore: Sendable {
    static let daysSetting = "document-days"
    private static let day: Int64 = 86_400_000

    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Makes an empty document for a run, inside its transaction.
    ///
    /// - Parameters:
    ///   - address: The page to which the links lead.
    ///   - isPrivate: Whether nobody but the author may know of it.
    ///   - execution: The run.
    ///   - name: What the run is called.
    ///   - author: Who made it.
    ///   - now: The present time, in milliseconds.
    ///   - connection: The transaction.
    /// - Throws: `StorageError`.
    package static func make(
        leadingTo address: WebAddress,
        isPrivate: Bool,
        for execution: Int64,
        named name: String,
        by author: Actor,
        at now: Int64,
        _ connection: any Connection
    ) throws {
        let id = try connection.advance(counter: "document")
        try connection.execute(
            """
            INSERT INTO document (id, execution_id, name, url, private, author, author_id, created_at)
            VALUES (\(id), \(execution), \(name), \(address.text), \(isPrivate ? 1 : 0), \(author.name),
                \(author.user?.number), \(now))
            """
        )
    }

    /// The document that a run adds its links to a page to, inside the run's transaction.
    package static func document(
        leadingTo address: WebAddress,
        for execution: Int64,
        _ connection: any Connection
    ) throws -> DocumentID? {
        try connection.firstRow(
            "SELECT id FROM document WHERE execution_id = \(execution) AND url = \(address.text)"
        ) { DocumentID($0.integer(0)) }
    }

    /// Deletes a document.
    ///
    /// - Parameters:
    ///   - id: The document.
    ///   - actor: Who deletes it; documents that the actor does not see are treated as nonexistent.
    ///   - mayDeleteAll: Whether the actor may delete what others made.
    /// - Returns: What was deleted.
    /// - Throws: `DocumentError` when there is none, it is somebody else's, or its run is not over.
    @discardableResult
    package func delete(_ id: DocumentID, actor: Actor, mayDeleteAll: Bool) async throws -> LinkDocument {
        try await database.write { connection in
            let reader = DocumentReader(connection)
            guard let document = try reader.document(id, visibleTo: actor),
                try mayDeleteAll || reader.lists(document, for: actor)
            else { throw DocumentError.unknown("\(id.number)") }
            guard mayDeleteAll || document.isOf(actor) else { throw DocumentError.notOwn(id) }
            if document.isGrowing, let execution = document.execution {
                throw DocumentError.growing(id, execution: execution)
            }
            try Self.delete("id = \(id.number)", connection)
            return document
        }
    }

    /// Says for how many days documents are kept; nothing means for good.
    ///
    /// - Throws: `DocumentError.badDays`.
    package func keep(days: Int64?) async throws {
        if let days, !DocumentError.days.contains(days) { throw DocumentError.badDays }
        try await database.write { connection in
            if let days { return try Workspace.set(Self.daysSetting, "\(days)", in: connection) }
            try connection.execute("DELETE FROM setting WHERE name = \(Self.daysSetting)")
        }
    }

    /// Deletes the documents that have been kept long enough, unless their runs still add links.
    ///
    /// - Returns: How many were deleted.
    /// - Throws: `StorageError`.
    package func deleteExpired() async throws -> Int {
        let now = time.now
        return try await database.write { connection in
            guard let days = try DocumentReader(connection).days() else { return 0 }
            return try Self.delete(
                """
                created_at <= \(now - days * Self.day) AND NOT EXISTS (SELECT 1 FROM execution e
                    WHERE e.id = document.execution_id AND e.state IN ('scheduled', 'running', 'paused'))
                """,
                connection
            )
        }
    }

    @discardableResult
    private static func delete(_ isMeant: SQL, _ connection: any Connection) throws -> Int {
        try connection.execute(
            "DELETE FROM document_part WHERE document_id IN (SELECT id FROM document WHERE \(isMeant))"
        )
        return try connection.execute("DELETE FROM document WHERE \(isMeant)")
    }
}
