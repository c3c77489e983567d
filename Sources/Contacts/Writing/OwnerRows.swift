import Bitmaps
import Storage

/// Writes who owns contacts, with as few statements as the differences allow.
struct OwnerRows {
    private struct Level: Hashable {
        let user: UserID
        let level: OwnerLevel
    }

    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    func write(_ change: Change) throws {
        var removed: [UserID: [UInt32]] = [:]
        var changed: [Level: [UInt32]] = [:]
        var added: [(number: UInt32, owner: Ownership)] = []
        for (rank, number) in change.contacts.numbers.enumerated() {
            let (old, new) = (change.old[rank].owners, change.new[rank].owners)
            for owner in old where new.since(of: owner.user) != owner.since {
                removed[owner.user, default: []].append(number)
            }
            for owner in new {
                if old.since(of: owner.user) != owner.since {
                    added.append((number, owner))
                } else if !old.contains(owner) {
                    changed[Level(user: owner.user, level: owner.level), default: []].append(number)
                }
            }
        }
        try delete(removed)
        for (key, numbers) in changed {
            try connection.execute(
                """
                UPDATE contact_owner SET level = \(key.level.rawValue)
                WHERE user_id = \(key.user.number) AND \(.isMember("number", Bitmap(numbers)))
                """
            )
        }
        try insert(added)
    }

    func insert(_ rows: [(number: UInt32, owner: Ownership)]) throws {
        guard !rows.isEmpty else { return }
        var batch = RowBatch("contact_owner", ["number", "user_id", "level", "since"])
        batch.reserve(rows.count)
        for row in rows {
            batch.append(
                row.number.sqlValue,
                .integer(row.owner.user.number),
                .integer(row.owner.level.rawValue),
                .integer(row.owner.since)
            )
        }
        try connection.insert(batch)
    }

    private func delete(_ removed: [UserID: [UInt32]]) throws {
        for (user, numbers) in removed {
            try connection.execute(
                """
                DELETE FROM contact_owner
                WHERE user_id = \(user.number) AND \(.isMember("number", Bitmap(numbers)))
                """
            )
        }
    }
}

extension FacetValue {
    fileprivate var owners: [Ownership] {
        if case .owners(let list) = self { list.owners } else { [] }
    }
}

extension [Ownership] {
    fileprivate func since(of user: UserID) -> Int64? { first { $0.user == user }?.since }
}
