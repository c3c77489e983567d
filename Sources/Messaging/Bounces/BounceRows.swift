package import Contacts
package import Storage

/// Keeps what reports said of contacts, each report once.
package struct BounceRows {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Keeps what a report said.
    ///
    /// - Parameters:
    ///   - kind: What it said.
    ///   - message: The message that it is about.
    ///   - contact: The contact, whose present address it is about.
    ///   - words: The words of the mail server.
    ///   - source: Through what it came in.
    ///   - at: When, in milliseconds.
    /// - Returns: Whether it is new; the same report may come twice.
    /// - Throws: `StorageError`.
    func add(
        _ kind: BounceKind,
        of message: Int64,
        _ contact: Contact,
        words: String,
        source: String,
        at: Int64
    ) throws -> Bool {
        try connection.execute(
            """
            INSERT INTO bounce (message, kind, number, address_key, words, source, at)
            VALUES (\(message), \(kind.rawValue), \(contact.number), \(contact.email.addressKey),
                \(words.storable), \(source.storable), \(at))
            ON CONFLICT (message, kind) DO NOTHING
            """
        ) == 1
    }

    /// How many soft bounces the present address of a contact had.
    ///
    /// - Parameters:
    ///   - contact: The contact.
    ///   - since: Only later ones, in milliseconds.
    /// - Returns: The number; those before the address was marked or unmarked the last time do not count.
    /// - Throws: `JournalError`, `StorageError`.
    package func softBounces(of contact: Contact, since: Int64 = .min) throws -> Int {
        let marked = try Timeline(connection).last(of: .invalid, contact.number)?.at ?? .min
        return try connection.firstRow(
            """
            SELECT COUNT(*) FROM bounce WHERE number = \(contact.number) AND kind = \(BounceKind.soft.rawValue)
                AND address_key = \(contact.email.addressKey) AND at > \(max(since, marked))
            """
        ) { Int($0.integer(0)) } ?? 0
    }

    /// How the mail to a contact's present address came back; nothing where none did.
    ///
    /// - Throws: `JournalError`, `StorageError`.
    package func summary(of contact: Contact) throws -> BounceSummary? {
        let last = try connection.firstRow(
            """
            SELECT words, at FROM bounce WHERE number = \(contact.number) AND address_key = \(contact.email.addressKey)
                AND kind <> \(BounceKind.complaint.rawValue)
            ORDER BY at DESC, message DESC LIMIT 1
            """
        ) { (words: $0.text(0), at: $0.integer(1)) }
        guard let last else { return nil }
        return BounceSummary(soft: try softBounces(of: contact), lastWords: last.words, lastAt: last.at)
    }
}

extension Timeline {
    /// The latest change of a facet of a contact.
    func last(of facet: Facet, _ number: UInt32) throws -> TimelineEntry? {
        let reader = Actor(name: "mail server", user: nil, reach: .everybody)
        return try entries(for: number, of: [facet], visibleTo: reader, limit: 1).first
    }
}

extension String {
    /// Without zero characters, which no database takes, and not longer than evidence.
    fileprivate var storable: String { String(filter { $0 != "\0" }.prefix(Evidence.maximumLength)) }
}
