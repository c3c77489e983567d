import Bitmaps
package import Contacts
package import Storage

/// Names that a person may mean while typing.
package struct Suggestions: Sendable {
    private let database: any Database
    private let audiences: Audiences

    package init(_ database: any Database, audiences: Audiences) {
        self.database = database
        self.audiences = audiences
    }

    /// Tags whose name contains the text, those that begin with it first.
    ///
    /// - Parameters:
    ///   - text: What was typed; an empty text gives the first tags by name.
    ///   - limit: How many at most.
    ///   - reach: Whose contacts count; tags of others only are not named.
    /// - Returns: The tags with the number of contacts that have them.
    /// - Throws: `StorageError`.
    package func tags(matching text: String, limit: Int, reach: Reach) async throws -> [TagSuggestion] {
        guard let wanted = Self.tagText(text) else { return [] }
        return try await database.read { connection in
            let all = try names("tag", heldIn: "contact_tag", by: "tag_id", reach, connection)
            let names = Self.best(of: all, containing: wanted, limit).map(TagName.init(stored:))
            let holders = try audiences.resolve(names.map { .leaf(.tag([$0], .any)) }, in: connection, reach: reach)
            return zip(names, holders).map { TagSuggestion(name: $0, contacts: $1.count) }
        }
    }

    /// Names of standard details of contacts within reach that contain the text, without regard to case.
    package func details(matching text: String, limit: Int, reach: Reach) async throws -> [DetailName] {
        try await database.read { connection in
            let all = try names("detail", heldIn: "contact_detail", by: "detail_id", reach, connection)
            let wanted = text.folded
            return all.filter { wanted.isEmpty || $0.folded.contains(wanted) }.prefix(limit)
                .map(DetailName.init(stored:))
        }
    }

    /// The text as a part of a tag would hold it; nothing where no tag can hold it.
    private static func tagText(_ text: String) -> String? {
        do {
            return try TagName(text).text
        } catch {
            return error == .empty ? "" : nil
        }
    }

    /// Every name, or those that stand on contacts within reach.
    private func names(
        _ table: SQL.Name,
        heldIn holders: SQL.Name,
        by reference: SQL.Name,
        _ reach: Reach,
        _ connection: any Connection
    ) throws -> [String] {
        switch reach {
        case .everybody: try connection.rows("SELECT name FROM \(table) ORDER BY name") { $0.text(0) }
        case .owned(let user):
            try connection.rows(
                """
                SELECT n.name FROM \(table) n
                WHERE EXISTS (SELECT 1 FROM contact_owner o JOIN \(holders) h ON h.number = o.number
                    WHERE o.user_id = \(user.number) AND h.\(reference) = n.id)
                ORDER BY n.name
                """
            ) { $0.text(0) }
        }
    }

    private static func best(of names: [String], containing text: String, _ limit: Int) -> [String] {
        let matching = text.isEmpty ? names : names.filter { $0.contains(text) }
        let first = matching.filter { $0.hasPrefix(text) }
        return Array((first + matching.filter { !$0.hasPrefix(text) }).prefix(limit))
    }
}

/// A tag that a person may mean, and how many contacts have it.
package struct TagSuggestion: Sendable, Hashable {
    package let name: TagName
    package let contacts: Int
}
