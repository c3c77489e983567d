package import Contacts
import Storage

extension AutomationStore {
    /// Activates an automation, or publishes the changes of one that is active; contacts inside finish on theirs.
    ///
    /// - Returns: What is worth a look, although it stands in nobody's way.
    /// - Throws: `AutomationError` when it is unknown or not the actor's to change, `FlawedDefinition` when the draft cannot
    ///   work.
    @discardableResult
    package func activate(_ id: AutomationID, by actor: Actor) async throws -> [Flaw] {
        try await write { rows in
            let draft = try rows.changeable(id, by: actor)
            let flaws = try Self.flaws(of: draft, rows)
            guard !flaws.contains(where: \.isError) else {
                throw FlawedDefinition(draft.automation.kind, draft.automation.name, flaws)
            }
            try rows.publish(draft)
            try rows.set(.active, of: id)
            return flaws
        }
    }

    /// What is wrong with the draft, or worth a look.
    ///
    /// - Throws: `AutomationError.unknown`.
    package func flaws(of id: AutomationID, for actor: Actor) async throws -> [Flaw] {
        let now = time.now
        return try await database.read { connection in
            let rows = AutomationRows(connection: connection, now: now)
            return try Self.flaws(of: try rows.visible(id, to: actor), rows)
        }
    }

    /// What is wrong with an automation that is in a file only, or worth a look.
    ///
    /// - Throws: `StorageError`.
    package func flaws(of file: AutomationFile, for actor: Actor) async throws -> [Flaw] {
        try await database.read { connection in
            let names = try KnownNames(connection, openTo: file.isShared ? nil : actor)
            return GraphCheck(file.definition, named: file.name, names).flaws
        }
    }

    /// Lets nobody enter any more and those inside stand still.
    ///
    /// - Throws: `AutomationError` when it is unknown, not the actor's to change, or was never activated.
    package func pause(_ id: AutomationID, by actor: Actor) async throws {
        try await set(.paused, of: id, by: actor)
    }

    /// Goes on with the version that was paused.
    ///
    /// - Throws: `AutomationError` when it is unknown, not the actor's to change, or was never activated.
    package func resume(_ id: AutomationID, by actor: Actor) async throws {
        try await set(.active, of: id, by: actor)
    }

    private func set(_ state: AutomationState, of id: AutomationID, by actor: Actor) async throws {
        try await write { rows in
            let automation = try rows.changeable(id, by: actor).automation
            guard automation.state != .draft else {
                throw AutomationError.neverActivated(automation.kind, automation.name)
            }
            if automation.state != state { try rows.set(state, of: id) }
        }
    }

    private static func flaws(of draft: AutomationDraft, _ rows: AutomationRows) throws -> [Flaw] {
        let automation = draft.automation
        let names = try KnownNames(rows.connection, openTo: try automation.actor(rows.connection))
        return GraphCheck(draft.definition, named: automation.name, names).flaws
    }
}

/// Why a draft cannot be activated.
package struct FlawedDefinition: ExplainedError, Equatable {
    package let kind: AutomationKind
    package let name: String
    /// Everything that was found, errors first.
    package let flaws: [Flaw]

    package init(_ kind: AutomationKind, _ name: String, _ flaws: [Flaw]) {
        self.kind = kind
        self.name = name
        self.flaws = flaws.filter(\.isError) + flaws.filter { !$0.isError }
    }

    /// The errors in words, one in each line.
    package var message: String {
        let errors = flaws.filter(\.isError).map { "\n  \($0.text)" }.joined()
        return "the \(kind.label) \"\(name)\" cannot be activated:\(errors)"
    }
}
