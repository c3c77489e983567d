import Contacts
package import Storage

/// Reads visits of contacts, inside one transaction.
package struct VisitReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// The latest visits of a contact, the latest first.
    package func visits(of number: UInt32, limit: Int) throws -> [Visit] {
        try connection.rows(
            """
            SELECT id, kind, host, url, title, source, source_host, campaign, keywords, at, duration, points FROM visit
            WHERE number = \(number) ORDER BY at DESC, id DESC LIMIT \(limit)
            """
        ) { row in
            guard let kind = ScoredActivity(rawValue: row.text(1)),
                let source = VisitSource.Kind(rawValue: row.text(5))
            else { throw StorageError(.corrupt, "visit \(row.integer(0)) is of an unknown kind") }
            return Visit(
                id: row.integer(0),
                kind: kind,
                host: row.text(2),
                address: row.text(3),
                title: row.optionalText(4),
                source: VisitSource(
                    stored: source,
                    host: row.optionalText(6),
                    campaign: row.optionalText(7),
                    keywords: row.optionalText(8)
                ),
                at: row.integer(9),
                duration: row.optionalInteger(10),
                points: row.integer(11)
            )
        }
    }

    /// When a contact was seen first and last; nothing for who never was.
    package func span(of number: UInt32) throws -> VisitSpan? {
        try connection.firstRow("SELECT COUNT(*), MIN(at), MAX(at) FROM visit WHERE number = \(number)") { row in
            row.isNull(1)
                ? nil : VisitSpan(visits: Int(row.integer(0)), first: row.integer(1), last: row.integer(2))
        } ?? nil
    }
}
