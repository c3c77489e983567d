import Contacts
import Storage

/// What is known of a browser.
struct Visitor: Sendable, Hashable {
    /// The contact who it is.
    var number: UInt32?
    /// The id by which it is known to be the contact.
    var contact: String?
    var session: String?
    /// When its present visit began, in milliseconds.
    var beganAt: Int64
    /// When it was seen last, in milliseconds.
    var lastAt: Int64

    /// A browser that is seen for the first time.
    init(at time: Int64) {
        beganAt = time
        lastAt = time
    }

    init(number: UInt32?, contact: String?, session: String?, beganAt: Int64, lastAt: Int64) {
        self.number = number
        self.contact = contact
        self.session = session
        self.beganAt = beganAt
        self.lastAt = lastAt
    }
}

/// Reads and writes what is known of browsers.
struct Visitors {
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    func known(_ ids: [String]) throws -> [String: Visitor] {
        var found: [String: Visitor] = [:]
        try connection.forEachRow(
            "SELECT id, number, contact, session, began_at, last_at FROM visitor WHERE id \(in: ids)"
        ) { row in
            found[row.text(0)] = Visitor(
                number: row.isNull(1) ? nil : row.number(1),
                contact: row.optionalText(2),
                session: row.optionalText(3),
                beganAt: row.integer(4),
                lastAt: row.integer(5)
            )
        }
        return found
    }

    /// Writes what is known now; somebody else may have found out meanwhile who a browser is, which stays.
    func save(_ visitors: [String: Visitor]) throws {
        guard !visitors.isEmpty else { return }
        try connection.execute(
            """
            INSERT INTO visitor (id, number, contact, session, began_at, last_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET number = COALESCE(excluded.number, visitor.number),
                contact = COALESCE(excluded.contact, visitor.contact), session = excluded.session,
                began_at = excluded.began_at, last_at = excluded.last_at
            """,
            width: 6,
            values: visitors.sorted { $0.key < $1.key }.flatMap { id, visitor -> [SQLValue] in
                [
                    .text(id), visitor.number.sqlValue, visitor.contact.sqlValue, visitor.session.sqlValue,
                    .integer(visitor.beganAt), .integer(visitor.lastAt),
                ]
            }
        )
    }

    /// The browsers that have visits of nobody.
    func unattributed(among ids: [String]) throws -> [String] {
        guard !ids.isEmpty else { return [] }
        return try connection.rows(
            "SELECT DISTINCT visitor FROM visit WHERE number IS NULL AND visitor \(in: ids)"
        ) { $0.text(0) }
    }

    /// Gives a contact the visits from the time before the browser was known.
    ///
    /// - Returns: The points that the contact gets for them.
    func attribute(_ id: String, to number: UInt32) throws -> Int64 {
        try connection.rows(
            "UPDATE visit SET number = \(number) WHERE number IS NULL AND visitor = \(id) RETURNING points"
        ) { $0.integer(0) }.reduce(0, +)
    }

    /// Forgets the visits from the time before the browser was known, since its contact is not to be monitored.
    func forget(_ id: String) throws {
        try connection.execute("DELETE FROM visit WHERE number IS NULL AND visitor = \(id)")
    }
}
