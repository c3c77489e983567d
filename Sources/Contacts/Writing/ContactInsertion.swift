import Bitmaps
import Storage

/// Writes the rows of new contacts.
///
/// Goes through them by position, because iterating would copy each contact, and there may be many.
struct ContactInsertion {
    private let connection: any Connection
    private let catalogue: Catalogue

    init(_ connection: any Connection, _ catalogue: Catalogue) {
        self.connection = connection
        self.catalogue = catalogue
    }

    /// - Returns: The numbers that the contacts were given, in order.
    func insert(_ contacts: [NewContact]) throws -> [UInt32] {
        guard !contacts.isEmpty else { return [] }
        let last = try connection.advance(counter: "contact", by: Int64(contacts.count))
        guard last <= Int64(UInt32.max) else { throw StorageError(.other, "all four billion contact numbers are used") }
        let first = UInt32(last) - UInt32(contacts.count) + 1
        let numbers = Array(first...UInt32(last))
        try insertContacts(contacts, numbers)
        try insertProfiles(contacts, numbers)
        try insertTags(contacts, numbers)
        try insertDetails(contacts, numbers)
        try insertOwners(contacts, numbers)
        return numbers
    }

    private func insertContacts(_ contacts: [NewContact], _ numbers: [UInt32]) throws {
        var batch = RowBatch(
            "contact",
            [
                "number", "id", "email_status", "invalid", "mobile_status", "monitored", "state", "score",
                "created_at", "modified_at",
            ]
        )
        batch.reserve(contacts.count)
        for index in contacts.indices {
            batch.append(
                numbers[index].sqlValue,
                .bytes(contacts[index].id.bytes),
                .integer(contacts[index].emailStatus.rawValue),
                contacts[index].isInvalid.sqlValue,
                .integer(contacts[index].mobileStatus.rawValue),
                contacts[index].isMonitored.sqlValue,
                .integer(contacts[index].state.rawValue),
                .integer(contacts[index].score),
                .integer(contacts[index].createdAt),
                .integer(contacts[index].modifiedAt)
            )
        }
        try connection.insert(batch)
    }

    private func insertProfiles(_ contacts: [NewContact], _ numbers: [UInt32]) throws {
        var batch = RowBatch(
            "contact_profile",
            [
                "number", "email", "email_key", "email_domain", "name", "name_key", "phone", "phone_key", "fax",
                "company", "street", "postal_code", "city", "province", "country", "birthday", "external_id",
                "position", "department",
            ]
        )
        batch.reserve(contacts.count)
        for index in contacts.indices {
            let fields = contacts[index].fields
            let name = fields[.name]
            let phone = fields[.phone]
            batch.append(
                numbers[index].sqlValue,
                .text(contacts[index].email.text),
                .text(contacts[index].email.key),
                .text(contacts[index].email.domain),
                name.sqlValue,
                (name?.folded).sqlValue,
                phone.sqlValue,
                (phone?.phoneKey).sqlValue,
                fields[.fax].sqlValue,
                fields[.company].sqlValue,
                fields[.street].sqlValue,
                fields[.postalCode].sqlValue,
                fields[.city].sqlValue,
                fields[.province].sqlValue,
                fields[.country].sqlValue,
                fields[.birthday].sqlValue,
                fields[.externalID].sqlValue,
                fields[.position].sqlValue,
                fields[.department].sqlValue
            )
        }
        try connection.insert(batch)
    }

    /// Sorted as the primary key is, so that the rows of each tag are written in one go.
    private func insertTags(_ contacts: [NewContact], _ numbers: [UInt32]) throws {
        var rows: [TagName: [(number: UInt32, score: Int64, at: Int64)]] = [:]
        for index in contacts.indices {
            let addedAt = contacts[index].modifiedAt
            for (tag, score) in contacts[index].tags {
                rows[tag, default: []].append((numbers[index], score, addedAt))
            }
        }
        var batch = RowBatch("contact_tag", ["tag_id", "number", "score", "added_at"])
        for tag in rows.keys.sorted() {
            let id = try catalogue.makeID(of: tag)
            for row in rows[tag] ?? [] {
                batch.append(.integer(id), row.number.sqlValue, .integer(row.score), .integer(row.at))
            }
        }
        try connection.insert(batch)
    }

    /// Those of the users who are active, and stay so until the transaction ends.
    private func activeUsers(_ users: Set<UserID>) throws -> Set<UserID> {
        let lock: SQL = connection.dialect == .postgres ? " FOR SHARE" : ""
        return try users.filter { user in
            try connection.firstRow("SELECT active FROM user_account WHERE id = \(user.number)\(lock)") { $0.flag(0) }
                ?? false
        }
    }

    /// Gives contacts their owners; once there are users, the default owner gets those without one.
    private func insertOwners(_ contacts: [NewContact], _ numbers: [UInt32]) throws {
        var rows: [(number: UInt32, owner: Ownership)] = []
        let fallback = try Workspace.defaultOwner(in: connection)
        let active = try activeUsers(Set(contacts.compactMap(\.owners.main)))
        for (number, contact) in zip(numbers, contacts) {
            var owners = contact.owners
            // Who was disabled while a file was imported gets no more of it.
            if let main = owners.main, !active.contains(main) { owners = OwnerList() }
            if owners.isEmpty, contact.getsDefaultOwner, let fallback {
                owners = OwnerList(main: fallback, since: contact.modifiedAt)
            }
            for owner in owners.owners { rows.append((number, owner)) }
        }
        try OwnerRows(connection).insert(rows)
    }

    private func insertDetails(_ contacts: [NewContact], _ numbers: [UInt32]) throws {
        var rows: [DetailName: [(number: UInt32, value: String)]] = [:]
        for index in contacts.indices {
            for (detail, value) in contacts[index].details { rows[detail, default: []].append((numbers[index], value)) }
        }
        var batch = RowBatch("contact_detail", ["detail_id", "number", "value", "value_key", "value_number"])
        for detail in rows.keys.sorted() {
            let id = try catalogue.makeID(of: detail)
            for row in rows[detail] ?? [] {
                let columns = DetailColumns(row.value)
                batch.append(
                    .integer(id),
                    row.number.sqlValue,
                    .text(row.value),
                    columns.key.sqlValue,
                    columns.number.sqlValue
                )
            }
        }
        try connection.insert(batch)
    }
}
