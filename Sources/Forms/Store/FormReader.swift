import Access
import Contacts
package import Storage

/// Reads forms, inside one transaction.
package struct FormReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Every form, by name; those in the archive last.
    package func all() throws -> [SignUpForm] {
        try forms("1 = 1")
    }

    package func form(_ id: FormID) throws -> SignUpForm? {
        try forms("f.id = \(id.number)").first
    }

    /// The form of that name, without regard to case.
    package func form(named name: String) throws -> SignUpForm? {
        // No name holds a zero character, and no database takes one.
        guard !name.utf8.contains(0) else { return nil }
        return try forms("f.name_key = \(name.nameKey)").first
    }

    /// The form with that public id.
    package func form(publicID: String) throws -> SignUpForm? {
        guard PublicID.isWellFormed(publicID) else { return nil }
        return try forms("f.public_id = \(publicID)").first
    }

    /// What a version asked, said and did.
    package func definition(of form: FormID, version: Int64) throws -> FormDefinition? {
        let text = try connection.firstRow(
            "SELECT definition FROM form_version WHERE form_id = \(form.number) AND version = \(version)"
        ) { $0.text(0) }
        return try text.map { try Self.definition($0, of: form.number) }
    }

    /// The versions of a form, the latest first.
    package func versions(of form: FormID) throws -> [FormVersion] {
        try connection.rows(
            "SELECT version, author, created_at FROM form_version WHERE form_id = \(form.number) ORDER BY version DESC"
        ) { FormVersion(version: $0.integer(0), author: $0.text(1), createdAt: $0.integer(2)) }
    }

    /// The author of a version, with the reach of the author's present role; the operator if no user wrote it.
    func author(of form: FormID, version: Int64) throws -> Actor {
        let row = try connection.firstRow(
            "SELECT author, author_id FROM form_version WHERE form_id = \(form.number) AND version = \(version)"
        ) { (name: $0.text(0), id: $0.optionalInteger(1).map(UserID.init)) }
        guard let row, let id = row.id else {
            return Actor(name: row?.name ?? Actor.operator.name, user: nil, reach: .everybody)
        }
        return try UserDirectory(connection).user(id)?.actor
            ?? Actor(name: row.name, user: id, reach: .owned(by: id))
    }

    private func forms(_ condition: SQL) throws -> [SignUpForm] {
        try connection.rows(
            """
            SELECT f.id, f.public_id, f.name, f.state, f.version, v.definition, f.created_at, f.modified_at
            FROM form f JOIN form_version v ON v.form_id = f.id AND v.version = f.version
            WHERE \(condition) ORDER BY CASE WHEN f.state = \(FormState.archived.rawValue) THEN 1 ELSE 0 END, f.name_key
            """
        ) { row in
            guard let state = FormState(rawValue: row.integer(3)) else {
                throw StorageError(.corrupt, "form \(row.integer(0)) has the unknown state \(row.integer(3))")
            }
            return SignUpForm(
                id: FormID(row.integer(0)),
                publicID: row.text(1),
                name: row.text(2),
                state: state,
                version: row.integer(4),
                definition: try Self.definition(row.text(5), of: row.integer(0)),
                createdAt: row.integer(6),
                modifiedAt: row.integer(7)
            )
        }
    }

    private static func definition(_ json: String, of form: Int64) throws -> FormDefinition {
        do {
            return try FormDefinition(json: json)
        } catch {
            throw StorageError(.corrupt, "the form \(form) cannot be read: \(error.message)")
        }
    }
}
