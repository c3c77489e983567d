package import Contacts
package import Storage

/// Reads the versions of rules and workflows, inside one transaction.
package struct DefinitionReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// What a version does.
    ///
    /// - Throws: `StorageError` when it is not there or cannot be read.
    package func definition(of automation: AutomationID, version: Int64) throws -> Definition {
        let found = try connection.firstRow(
            """
            SELECT v.definition, a.kind FROM automation_version v JOIN automation a ON a.id = v.automation_id
            WHERE v.automation_id = \(automation.number) AND v.version = \(version)
            """
        ) { ($0.text(0), AutomationKind(rawValue: $0.text(1))) }
        guard let (text, named) = found, let kind = named else {
            throw StorageError(.corrupt, "the automation \(automation.number) has no version \(version)")
        }
        do {
            return try Definition(json: text, kind)
        } catch {
            throw StorageError(.corrupt, "version \(version) of the automation \(automation.number) cannot be read")
        }
    }

    /// The graph of a version.
    ///
    /// - Throws: As `definition`.
    package func graph(of automation: AutomationID, version: Int64) throws -> Graph {
        switch try definition(of: automation, version: version) {
        case .workflow(let graph): graph
        case .rule: throw StorageError(.corrupt, "rules cannot be compiled yet")
        }
    }
}
