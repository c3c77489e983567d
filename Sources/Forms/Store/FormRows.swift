import Access
import Contacts
import Storage

/// Writes the rows of forms, inside one transaction.
struct FormRows {
    let connection: any Connection
    /// The time of every change, in milliseconds.
    let now: Int64

    func existing(_ id: FormID) throws -> SignUpForm {
        guard let form = try FormReader(connection).form(id) else { throw FormError.unknown("\(id.number)") }
        return form
    }

    /// - Throws: `FormError.nameTaken` when another form has the name.
    func checkFree(_ name: String, except id: FormID?) throws {
        if let other = try FormReader(connection).form(named: name), other.id != id {
            throw FormError.nameTaken(other.name)
        }
    }

    /// - Throws: `FormError.unfit` when the owner is nobody who can own contacts, or the template cannot carry the link.
    func checkNames(in definition: FormDefinition) throws {
        try checkTemplate(of: definition)
        guard let owner = definition.owner else { return }
        let user = try UserDirectory(connection).user(email: owner)
        guard user?.isActive == true else {
            let words =
                user == nil
                ? "there is no user \(owner): name one that exists" : "\(owner) is disabled: name another user"
            throw FormError.unfit([FormFlaw(.owner, words)])
        }
    }

    /// - Throws: `FormError.unfit` when the template cannot carry the link.
    func checkTemplate(of definition: FormDefinition) throws {
        if let flaw = try definition.template.flatMap({ try ConfirmationTemplate.flaw(of: $0, connection) }) {
            throw FormError.unfit([FormFlaw(.template, flaw)])
        }
    }

    func insert(_ name: String, _ definition: FormDefinition, by author: Actor) throws -> FormID {
        let id = FormID(try connection.advance(counter: "form"))
        try connection.execute(
            """
            INSERT INTO form (id, public_id, name, name_key, state, version, created_at, modified_at)
            VALUES (\(id.number), \(PublicID.make()), \(name), \(name.folded), \(FormState.inactive.rawValue), 1,
                \(now), \(now))
            """
        )
        try insert(definition, version: 1, of: id, by: author)
        return id
    }

    /// Makes a definition the version that people see.
    func publish(_ definition: FormDefinition, of form: SignUpForm, by author: Actor) throws {
        try insert(definition, version: form.version + 1, of: form.id, by: author)
        try connection.execute(
            "UPDATE form SET version = \(form.version + 1), modified_at = \(now) WHERE id = \(form.id.number)"
        )
    }

    func rename(_ id: FormID, _ name: String) throws {
        try connection.execute(
            "UPDATE form SET name = \(name), name_key = \(name.folded), modified_at = \(now) WHERE id = \(id.number)"
        )
    }

    func set(_ state: FormState, of id: FormID) throws {
        try connection.execute(
            "UPDATE form SET state = \(state.rawValue), modified_at = \(now) WHERE id = \(id.number)"
        )
    }

    func signUps(of id: FormID) throws -> Int {
        let count = try connection.firstRow("SELECT COUNT(*) FROM sign_up WHERE form_id = \(id.number)") {
            $0.integer(0)
        }
        return Int(count ?? 0)
    }

    func delete(_ id: FormID) throws {
        try connection.execute("DELETE FROM form_refusal WHERE form_id = \(id.number)")
        try connection.execute("DELETE FROM form_version WHERE form_id = \(id.number)")
        try connection.execute("DELETE FROM form WHERE id = \(id.number)")
    }

    private func insert(_ definition: FormDefinition, version: Int64, of id: FormID, by author: Actor) throws {
        try connection.execute(
            """
            INSERT INTO form_version (form_id, version, definition, author, author_id, created_at)
            VALUES (\(id.number), \(version), \(try definition.jsonText), \(author.name), \(author.user?.number), \(now))
            """
        )
    }
}
