import Contacts
import Storage
import TestSupport
import Tracking

/// A base for the crash tests: 200,000 contacts in 25 buckets, or as many as asked for, the same every time.
enum CrashBase {
    static let buckets = 25
    static let contactsPerBucket = 8_000

    static func fill(
        _ database: any Database,
        buckets: Int = buckets,
        contactsPerBucket: Int = contactsPerBucket
    ) async throws {
        try await SiteStore(database, time: .system).add("shop.example", coversSubdomains: false)
        for bucket in 0..<buckets {
            try await database.write { connection in
                try begin(bucket: bucket, connection)
                let contacts = try (0..<contactsPerBucket).map { try contact(bucket * contactsPerBucket + $0) }
                try Door(connection, now: 1_700_000_000_000)
                    .commit(ChangeSet(created: contacts), cause: Cause(.sample, actor: "test"))
            }
        }
    }

    /// Leaves numbers out, so that the next contact is the first of its bucket.
    private static func begin(bucket: Int, _ connection: any Connection) throws {
        let last = try connection.firstRow("SELECT value FROM counter WHERE name = 'contact'") { $0.integer(0) } ?? 0
        _ = try connection.advance(counter: "contact", by: Int64(bucket) * 65_536 - last + (bucket == 0 ? 0 : -1))
    }

    private static func contact(_ index: Int) throws -> NewContact {
        var random = SeededGenerator(seed: UInt64(index))
        var contact = NewContact(
            id: ContactID(at: 1_600_000_000_000 + Int64(index), using: &random),
            email: try EmailAddress("person\(index)@example.com"),
            fields: [.name: "Person \(index)"],
            emailStatus: index.isMultiple(of: 3) ? .optedOut : .optedIn,
            score: Int64(index % 50),
            createdAt: 1_600_000_000_000 + Int64(index)
        )
        if index.isMultiple(of: 4) { contact.tags = [TagName(stored: "CRASH"): 1] }
        return contact
    }
}
