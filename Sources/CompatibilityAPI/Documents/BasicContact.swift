import Contacts
import Parsing

/// A contact as `contact/basic` answers it: exactly these twenty keys, since strict clients refuse others.
enum BasicContact {
    /// Describes a contact.
    ///
    /// - Parameters:
    ///   - contact: The contact.
    ///   - lastVisit: When it was last seen on the shop's pages, in milliseconds.
    /// - Returns: The object; name, phone, company and the like are empty texts where nothing is known.
    static func value(of contact: Contact, lastVisit: Int64?) -> JSONValue {
        let birthday = birthday(contact.fields[.birthday])
        return .object([
            "contactId": .text(contact.id.description),
            "email": .text(contact.email),
            "name": .text(contact.name),
            "phone": .text(contact.fields[.phone] ?? ""),
            "fax": .text(contact.fields[.fax] ?? ""),
            "company": .text(contact.fields[.company] ?? ""),
            "externalId": .text(contact.fields[.externalID] ?? ""),
            "address": address(of: contact),
            "score": .integer(contact.score),
            "state": .text(contact.state.word.uppercased()),
            "optedOut": .flag(contact.emailStatus == .optedOut),
            "optedOutPhone": .flag(contact.mobileStatus == .optedOut),
            "invalid": .flag(contact.isInvalid),
            "deleted": .flag(contact.removedAt != nil),
            "birthdayYear": .text(birthday.year),
            "birthdayMonth": .text(birthday.month),
            "birthdayDay": .text(birthday.day),
            "createdOn": .integer(contact.createdAt),
            "modifiedOn": .integer(contact.modifiedAt),
            "lastVisit": lastVisit.map(JSONValue.integer) ?? .null,
        ])
    }

    private static func address(of contact: Contact) -> JSONValue {
        let parts: [(String, ProfileField)] = [
            ("streetAddress", .street), ("zipCode", .postalCode), ("city", .city), ("country", .country),
        ]
        guard parts.contains(where: { contact.fields[$0.1] != nil }) else { return .null }
        return .object(Dictionary(uniqueKeysWithValues: parts.map { ($0.0, JSONValue(contact.fields[$0.1])) }))
    }

    /// The parts of `1980-08-04` or `--08-04`, as texts without leading zeros.
    private static func birthday(_ text: String?) -> (year: String, month: String, day: String) {
        guard let match = text?.wholeMatch(of: /([0-9]{4}|-)-([0-9]{2})-([0-9]{2})/), let month = Int(match.2),
            let day = Int(match.3)
        else { return ("", "", "") }
        return (match.1 == "-" ? "" : String(match.1), "\(month)", "\(day)")
    }
}
