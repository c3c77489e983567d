import Bitmaps
import Storage

/// Writes the rows of new contacts.
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
        for (contact, number) in zip(contacts, numbers) {
            batch.append(
                number.sqlValue,
                .bytes(contact.id.bytes),
                .integer(contact.emailStatus.rawValue),
                contact.isInvalid.sqlValue,
                .integer(contact.mobileStatus.rawValue),
                contact.isMonitored.sqlValue,
                .integer(contact.state.rawValue),
                .integer(contact.score),
                .integer(contact.createdAt),
                .integer(contact.createdAt)
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
        for (contact, number) in zip(contacts, numbers) {
            let fields = contact.fields
            let name = fields[.name]
            let phone = fields[.phone]
            batch.append(
                number.sqlValue,
                .text(contact.email.text),
                .text(contact.email.key),
                .text(contact.email.domain),
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
        for (contact, number) in zip(contacts, numbers) {
            for (tag, score) in contact.tags { rows[tag, default: []].append((number, score, contact.createdAt)) }
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

    private func insertDetails(_ contacts: [NewContact], _ numbers: [UInt32]) throws {
        var rows: [DetailName: [(number: UInt32, value: String)]] = [:]
        for (contact, number) in zip(contacts, numbers) {
            for (detail, value) in contact.details { rows[detail, default: []].append((number, value)) }
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
