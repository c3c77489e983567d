import Bitmaps
import Storage

/// Writes and reads for whom a document has a personal link.
///
/// The contacts stand in bitmaps, one for each bucket. A contact that is erased leaves its number there, which points to
/// nobody: so a file keeps its borders while it is downloaded.
struct DocumentRows {
    private let connection: any Connection
    private let document: DocumentID

    init(_ connection: any Connection, document: DocumentID) {
        self.connection = connection
        self.document = document
    }

    /// Adds contacts to the document, and takes out those whose new value is nothing.
    ///
    /// - Throws: `ChangeSetError.documentGone` when there is nothing to add to.
    func write(_ change: Change) throws {
        let added = change.present
        if !added.isEmpty, try address() == nil { throw ChangeSetError.documentGone }
        for bucket in change.contacts.buckets {
            let before = try members(of: [bucket])
            let after = before.subtracting(change.contacts).union(added.intersection(bucket))
            try save(after, in: bucket)
        }
    }

    /// The address for those who are there and have a link, in the order of the numbers.
    func values(for numbers: [UInt32]) throws -> [FacetValue] {
        let wanted = Bitmap(numbers)
        var members = try members(of: wanted.buckets).intersection(wanted)
        guard !members.isEmpty, let address = try address() else { return numbers.map { _ in .none } }
        let isMember = SQL.isMember("number", members)
        members = Bitmap(try connection.rows("SELECT number FROM contact WHERE \(isMember)") { $0.number(0) })
        return numbers.map { members.contains($0) ? .text(address) : .none }
    }

    private func address() throws -> String? {
        try connection.firstRow("SELECT url FROM document WHERE id = \(document.number)") { $0.text(0) }
    }

    private func members(of buckets: [Bucket]) throws -> Bitmap {
        let wanted = Bitmap(buckets.map { UInt32($0.number) })
        guard !wanted.isEmpty else { return Bitmap() }
        return try connection.rows(
            """
            SELECT contacts FROM document_part
            WHERE document_id = \(document.number) AND \(.isMember("bucket", wanted))
            """
        ) { try Bitmap(serialized: $0.bytes(0)) }
        .reduce(into: Bitmap()) { $0.formUnion($1) }
    }

    private func save(_ contacts: Bitmap, in bucket: Bucket) throws {
        guard !contacts.isEmpty else {
            try connection.execute(
                "DELETE FROM document_part WHERE document_id = \(document.number) AND bucket = \(bucket.number)"
            )
            return
        }
        try connection.execute(
            """
            INSERT INTO document_part (document_id, bucket, contacts)
            VALUES (\(document.number), \(bucket.number), \(contacts.serialized))
            ON CONFLICT (document_id, bucket) DO UPDATE SET contacts = excluded.contacts
            """
        )
    }
}

extension Change {
    /// The contacts whose new value is something.
    fileprivate var present: Bitmap {
        switch new {
        case .same(.none): Bitmap()
        case .same: contacts
        case .each(let values): Bitmap(zip(contacts.numbers, values).compactMap { $1 == .none ? nil : $0 })
        }
    }
}
