package import Contacts
package import Storage

/// Reads what rules and workflows do, inside one transaction.
package struct DefinitionReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// The graph of a version, which never changes.
    ///
    /// - Throws: `StorageError` when the version is not there or cannot be read.
    package func graph(of automation: AutomationID, version: Int64) throws -> Graph {
        try definition(of: automation, version: version).graph
    }

    /// What a version does.
    ///
    /// - Throws: `StorageError` when the version is not there or cannot be read.
    package func definition(of automation: AutomationID, version: Int64) throws -> Definition {
        let stored = try connection.firstRow(
            """
            SELECT automation.kind, automation_version.definition FROM automation_version
            JOIN automation ON automation.id = automation_version.automation_id
            WHERE automation_id = \(automation.number) AND automation_version.version = \(version)
            """
        ) { (kind: $0.text(0), json: $0.text(1)) }
        guard let stored else {
            throw StorageError(.corrupt, "the automation \(automation.number) has no version \(version)")
        }
        return try Self.definition(stored.json, stored.kind, of: automation)
    }

    /// An automation with its draft; nothing where there is none.
    ///
    /// - Throws: `StorageError`.
    package func draft(of id: AutomationID) throws -> AutomationDraft? {
        guard let automation = try AutomationReader(connection).automation(id) else { return nil }
        let row = try connection.firstRow(
            "SELECT draft, revision, created_at, modified_at FROM automation WHERE id = \(id.number)"
        ) { (json: $0.text(0), revision: $0.integer(1), createdAt: $0.integer(2), modifiedAt: $0.integer(3)) }
        guard let row else { return nil }
        return AutomationDraft(
            automation: automation,
            definition: try Self.definition(row.json, automation.kind.rawValue, of: id),
            revision: row.revision,
            published: try automation.version.map { try definition(of: id, version: $0) },
            createdAt: row.createdAt,
            modifiedAt: row.modifiedAt
        )
    }

    private static func definition(_ json: String, _ kind: String, of id: AutomationID) throws -> Definition {
        guard let kind = AutomationKind(rawValue: kind) else {
            throw StorageError(.corrupt, "the automation \(id.number) has the unknown kind \(kind)")
        }
        do {
            return try Definition(json: json, kind)
        } catch {
            throw StorageError(.corrupt, "the automation \(id.number) cannot be read: \(error.message)")
        }
    }
}
