package import Contacts
import Messaging
package import Storage

/// Makes and changes forms.
///
/// Names are unique without regard to case. Versions are kept as long as anybody signed up with the form.
package struct FormStore: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Every form, by name; those in the archive last.
    package func all() async throws -> [SignUpForm] {
        try await database.read { try FormReader($0).all() }
    }

    package func form(_ id: FormID) async throws -> SignUpForm? {
        try await database.read { try FormReader($0).form(id) }
    }

    /// The form of that name, without regard to case.
    ///
    /// - Throws: `FormError.unknown`.
    package func form(named name: String) async throws -> SignUpForm {
        let found = try await database.read { try FormReader($0).form(named: name) }
        guard let found else { throw FormError.unknown(name) }
        return found
    }

    /// Makes a form, which is not active yet.
    ///
    /// - Parameters:
    ///   - name: What the team calls it.
    ///   - definition: What it asks, says and does.
    ///   - author: Who makes it.
    /// - Returns: The number of the form.
    /// - Throws: `FormError` when something is unfit or the name is taken.
    @discardableResult
    package func create(_ name: String, _ definition: FormDefinition, by author: Actor) async throws -> FormID {
        let name = try Self.checked(name)
        let definition = try Self.checked(definition)
        return try await write { rows in
            try rows.checkFree(name, except: nil)
            try rows.checkNames(in: definition)
            // So that the public pages need not write before they can be shown.
            _ = try TokenSigner(rows.connection)
            return try rows.insert(name, definition, by: author)
        }
    }

    /// Makes another definition the version that people see; where nothing changed, there is no new version.
    ///
    /// - Parameters:
    ///   - id: The form.
    ///   - definition: What it shall ask, say and do.
    ///   - version: The version that was edited; nothing follows whatever is there.
    ///   - author: Who changes it.
    /// - Returns: The version from now on.
    /// - Throws: `FormError` when it is unknown or archived, something is unfit, or somebody else changed it meanwhile.
    @discardableResult
    package func change(
        _ id: FormID,
        to definition: FormDefinition,
        from version: Int64?,
        by author: Actor
    ) async throws -> Int64 {
        let definition = try Self.checked(definition)
        return try await write { rows in
            let form = try rows.existing(id)
            guard form.state != .archived else { throw FormError.archived(form.name) }
            guard version == nil || version == form.version else { throw FormError.changedMeanwhile(form.name) }
            try rows.checkNames(in: definition)
            guard definition != form.definition else { return form.version }
            try rows.publish(definition, of: form, by: author)
            return form.version + 1
        }
    }

    /// Gives a form another name.
    ///
    /// - Throws: `FormError` when it is unknown, or the name is unfit or taken.
    package func rename(_ id: FormID, to name: String) async throws {
        let name = try Self.checked(name)
        try await write { rows in
            let form = try rows.existing(id)
            try rows.checkFree(name, except: form.id)
            if form.name != name { try rows.rename(form.id, name) }
        }
    }

    /// Opens or closes a form, puts it into the archive, or brings it back as inactive.
    ///
    /// - Throws: `FormError` when it is unknown, or shall be active and is archived or cannot send the link.
    package func set(_ state: FormState, of id: FormID) async throws {
        try await write { rows in
            let form = try rows.existing(id)
            if form.state == .archived, state == .active { throw FormError.archived(form.name) }
            // The template of a form that is not active may have changed meanwhile.
            if state == .active, form.state != .active { try rows.checkTemplate(of: form.definition) }
            if form.state != state { try rows.set(state, of: form.id) }
        }
    }

    /// Makes an inactive form that asks, says and does the same under another name.
    ///
    /// - Returns: The number of the copy.
    /// - Throws: `FormError.unknown`.
    @discardableResult
    package func duplicate(_ id: FormID, by author: Actor) async throws -> FormID {
        try await write { rows in
            let form = try rows.existing(id)
            let reader = FormReader(rows.connection)
            let name = try form.name.copyName(limit: SignUpForm.maximumNameLength) { name in
                try reader.form(named: name) != nil
            }
            return try rows.insert(name, form.definition, by: author)
        }
    }

    /// Deletes a form that nobody signed up with.
    ///
    /// - Throws: `FormError` when it is unknown or in use.
    package func delete(_ id: FormID) async throws {
        try await write { rows in
            let form = try rows.existing(id)
            let signUps = try rows.signUps(of: form.id)
            guard signUps == 0 else { throw FormError.inUse(form.name, signUps: signUps) }
            try rows.delete(form.id)
        }
    }

    private static func checked(_ name: String) throws -> String {
        func unfit(_ flaw: String) -> FormError { .unfit([FormFlaw(.name, flaw)]) }
        let limit = SignUpForm.maximumNameLength
        let line: String
        do {
            line = try name.line()
        } catch {
            throw unfit("the name holds a tab or a line break: write it on one line")
        }
        guard !line.isEmpty else { throw unfit("a form needs a name") }
        guard line.count <= limit else { throw unfit("the name has \(line.count) characters: use at most \(limit)") }
        return line
    }

    private static func checked(_ definition: FormDefinition) throws -> FormDefinition {
        let definition = definition.tidied
        let flaws = definition.flaws
        guard flaws.isEmpty else { throw FormError.unfit(flaws) }
        return definition
    }

    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (FormRows) throws -> Value
    ) async throws -> Value {
        let now = time.now
        let work = { @Sendable (connection: any Connection) throws -> Value in
            try connection.lock(LockKey.forms)
            return try body(FormRows(connection: connection, now: now))
        }
        do {
            return try await database.write(work)
        } catch let error as StorageError where error.code == .conflict {
            // Somebody signed up with what is deleted between the count and the commit; the second attempt counts it.
            return try await database.write(work)
        }
    }
}
