import Bitmaps
import Contacts
import Storage

/// Everything that a database says about contacts, in a form that can be compared.
///
/// Times are left out, and the numbers of notes, which are given in the order in which buckets are done.
struct DatabaseDigest: Equatable {
    /// For each table its rows in blocks: how many, and a hash of them.
    private(set) var tables: [String: [Int]] = [:]

    init(_ database: any Database) async throws {
        tables = try await database.read { connection in
            var tables: [String: [Int]] = [:]
            for (name, query) in Self.queries {
                var blocks = Blocks()
                try connection.forEachRow(query) { blocks.add($0.text(0)) }
                tables[name] = blocks.hashes
            }
            var links = Blocks()
            try connection.forEachRow("SELECT document_id, bucket, contacts FROM document_part ORDER BY 1, 2") { row in
                links.add("\(row.integer(0)) \(row.integer(1))")
                links.add(row.bytes(2))
            }
            tables["links"] = links.hashes
            // A dead client's last transaction may still end on the server while the next one begins another bucket, so
            // the buckets are compared each for itself.
            var changes: [Bucket: Blocks] = [:]
            try JournalReader(connection).forEachChange(after: 0) { change, _ in
                guard let bucket = change.contacts.buckets.first else { return }
                changes[bucket, default: Blocks()].add("\(change.facet)")
                changes[bucket]?.add(change.contacts.serialized)
                changes[bucket]?.add(Self.timeless(change.old))
                changes[bucket]?.add(change.facet.isNote ? "" : Self.timeless(change.new))
            }
            for (bucket, blocks) in changes { tables["changes of bucket \(bucket.number)"] = blocks.hashes }
            return tables
        }
    }

    /// The tables that differ.
    func differences(from other: DatabaseDigest) -> [String] {
        Set(tables.keys).union(other.tables.keys).filter { tables[$0] != other.tables[$0] }.sorted()
    }

    private static let queries: [(String, SQL)] = [
        (
            "contact",
            """
            SELECT number || '|' || email_status || '|' || invalid || '|' || mobile_status || '|' || monitored || '|'
                || state || '|' || score || '|' || created_at FROM contact ORDER BY number
            """
        ),
        ("profile", "SELECT number || '|' || email || '|' || COALESCE(name, '') FROM contact_profile ORDER BY number"),
        (
            "tag",
            """
            SELECT c.number || '|' || t.name || '|' || c.score FROM contact_tag c JOIN tag t ON t.id = c.tag_id
            ORDER BY c.tag_id, c.number
            """
        ),
        (
            "detail",
            """
            SELECT c.number || '|' || d.name || '|' || c.value FROM contact_detail c JOIN detail d ON d.id = c.detail_id
            ORDER BY c.detail_id, c.number
            """
        ),
        (
            "note",
            """
            SELECT number || '|' || text || '|' || private || '|' || author FROM note ORDER BY number, id
            """
        ),
        (
            "journal",
            """
            SELECT sequence || '|' || cause || '|' || COALESCE(cause_id, 0) || '|' || COALESCE(cause_text, '') || '|' || actor
            FROM journal ORDER BY sequence
            """
        ),
        (
            "buckets",
            """
            SELECT execution_id || '|' || bucket || '|' || contact_count || '|' || done || '|' || outcome
            FROM execution_bucket ORDER BY execution_id, bucket
            """
        ),
    ]

    private static func timeless(_ values: Change.Values) -> String {
        switch values {
        case .same(let value): timeless(value)
        case .each(let list): list.map(timeless).joined(separator: ",")
        }
    }

    private static func timeless(_ value: FacetValue) -> String {
        if case .tag(let score, _) = value { "tag \(score)" } else { "\(value)" }
    }
}

private struct Blocks {
    private(set) var hashes: [Int] = []
    private var count = 0

    mutating func add(_ value: some Hashable) {
        if count.isMultiple(of: 10_000) { hashes.append(0) }
        count += 1
        var hasher = Hasher()
        hasher.combine(hashes[hashes.count - 1])
        hasher.combine(value)
        hashes[hashes.count - 1] = hasher.finalize()
    }
}
