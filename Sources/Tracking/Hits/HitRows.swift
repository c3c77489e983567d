import Contacts
import Storage

/// The inbox of hits: what was taken and is still to be looked at.
struct HitRows {
    private static let columns: [SQL.Name] = [
        "id", "view", "visitor", "contact", "session", "url", "referrer", "title", "at", "duration",
    ]

    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Adds hits, in order.
    ///
    /// Taking the next number holds back the others who add until the transaction ends, so the order of the numbers is the
    /// order of the commits.
    func add(_ hits: [Hit], at now: Int64) throws {
        let last = try connection.advance(counter: "hit", by: Int64(hits.count))
        var id = last - Int64(hits.count)
        var batch = RowBatch("hit", Self.columns)
        batch.reserve(hits.count)
        for hit in hits {
            id += 1
            let start: [SQLValue] = [.integer(id), .text(hit.view.text), .text(hit.visitor.text)]
            switch hit.content {
            case .left(let duration):
                batch.append(start + [.null, .null, .null, .null, .null, .integer(now), .integer(duration)])
            case .seen(let seen):
                batch.append(
                    start + [
                        (seen.contact?.description).sqlValue, seen.session.sqlValue, .text(seen.address.text),
                        seen.referrer.sqlValue, seen.title.sqlValue, .integer(now - seen.age), .null,
                    ]
                )
            }
        }
        try connection.insert(batch)
    }

    /// The first hits that nobody has looked at.
    func first(_ limit: Int) throws -> [StoredHit] {
        try connection.rows("SELECT \(.columns(Self.columns)) FROM hit ORDER BY id LIMIT \(limit)") { row in
            StoredHit(
                id: row.integer(0),
                view: row.text(1),
                visitor: row.text(2),
                contact: row.optionalText(3),
                session: row.optionalText(4),
                address: row.optionalText(5),
                referrer: row.optionalText(6),
                title: row.optionalText(7),
                at: row.integer(8),
                duration: row.optionalInteger(9)
            )
        }
    }

    func remove(upTo id: Int64) throws {
        try connection.execute("DELETE FROM hit WHERE id <= \(id)")
    }
}

/// A hit as the inbox holds it.
struct StoredHit: Sendable {
    let id: Int64
    let view: String
    let visitor: String
    let contact: String?
    let session: String?
    let address: String?
    let referrer: String?
    let title: String?
    /// When it happened, in milliseconds.
    let at: Int64
    let duration: Int64?
}
