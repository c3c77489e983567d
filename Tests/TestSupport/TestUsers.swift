package import Contacts
package import Storage

/// Users for tests about contacts, which need no more of them than their rows.
package enum TestUsers {
    package static let emails = ["anna@shop.example", "piotr@shop.example", "Zofia@shop.example", "jan@shop.example"]
    package static let ids = [UserID(1), UserID(2), UserID(3), UserID(4)]

    package static let anna = ids[0]
    package static let piotr = ids[1]
    package static let zofia = ids[2]
    package static let jan = ids[3]

    /// Adds them all.
    package static func add(to database: any Database, role: String = "user") async throws {
        try await database.write { connection in
            for (id, email) in zip(ids, emails) {
                try connection.execute(
                    """
                    INSERT INTO user_account (id, email, email_key, name, role, created_at)
                    VALUES (\(id.number), \(email), \(email.lowercased()), \(email), \(role), 0)
                    """
                )
            }
            _ = try connection.advance(counter: "user", by: Int64(ids.count))
        }
    }

    /// One of them, who sees and acts on own contacts only.
    package static func restricted(_ user: UserID) -> Actor {
        Actor(name: emails[Int(user.number) - 1], user: user, reach: .owned(by: user))
    }

    /// One of them, who acts on the whole base.
    package static func manager(_ user: UserID) -> Actor {
        Actor(name: emails[Int(user.number) - 1], user: user, reach: .everybody)
    }
}
