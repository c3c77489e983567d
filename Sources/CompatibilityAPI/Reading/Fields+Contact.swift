import Contacts

extension Fields {
    /// The most contacts that one request may name.
    static let contactLimit = 1_000

    /// The contact that `contactId` or `email` names.
    ///
    /// - Throws: `RequestError` when neither is there, or the id is none; `EmailAddressError`.
    func contact() throws -> ContactReference {
        if let reference = try optionalContact() { return reference }
        throw RequestError.missing("email")
    }

    func optionalContact() throws -> ContactReference? {
        if let text = try text("contactId"), !text.isEmpty {
            guard let id = ContactID(text) else { throw RequestError.unfit("contactId", "the id of a contact") }
            return .id(id)
        }
        return try text("email").flatMap { $0.isEmpty ? nil : .email(try EmailAddress($0)) }
    }

    /// Names of tags.
    func tags(_ name: String) throws -> [TagName] {
        // A comma separates tags in the forms of clients.
        let names = try texts(name).flatMap { (text: String) in text.split(separator: ",").map(String.init) }
        return try names.filter { !$0.trimmed.isEmpty }.map { try TagName($0) }
    }
}
