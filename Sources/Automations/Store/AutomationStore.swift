package import Contacts
package import Storage

/// Keeps rules and workflows: makes, changes, activates and deletes them.
///
/// Names are unique within a kind among those that a user sees, without regard to case. Who calls has the permission to make automations; the store
/// sees to it that nobody sees or changes those of others.
package struct AutomationStore: Sendable {
    let database: any Database
    let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Those that somebody sees, by group and name; those without a group first.
    package func all(_ kind: AutomationKind? = nil, for actor: Actor) async throws -> [Automation] {
        try await database.read { connection in
            try AutomationReader(connection).all(kind, visibleTo: actor)
        }
    }

    /// One with its draft.
    ///
    /// - Throws: `AutomationError.unknown`, also where the actor does not see it.
    package func draft(_ id: AutomationID, for actor: Actor) async throws -> AutomationDraft {
        let now = time.now
        return try await database.read { try AutomationRows(connection: $0, now: now).visible(id, to: actor) }
    }

    /// The one of that name with its draft, without regard to case.
    ///
    /// - Throws: `AutomationError.unknown`, also where the actor does not see it.
    package func draft(_ kind: AutomationKind, named name: String, for actor: Actor) async throws -> AutomationDraft {
        try await database.read { connection in
            guard let found = try AutomationReader(connection).automation(kind, named: name, visibleTo: actor),
                let draft = try DefinitionReader(connection).draft(of: found.id)
            else { throw AutomationError.unknown(kind, name) }
            return draft
        }
    }

    /// Makes a draft.
    ///
    /// - Parameters:
    ///   - settings: Its name and limits, and whether it is shared.
    ///   - definition: What it does; it may be unfinished.
    ///   - actor: Who makes it.
    /// - Returns: The number of the automation.
    /// - Throws: `AutomationError` when a setting is unfit or the name is taken, `DefinitionError` when the definition cannot
    ///   be written down.
    @discardableResult
    package func create(
        _ settings: AutomationSettings,
        _ definition: Definition,
        by actor: Actor
    ) async throws -> AutomationID {
        let settings = try settings.checked(for: definition.kind, by: actor)
        try definition.checkWriting()
        return try await write { rows in
            try rows.checkFree(settings.name, definition.kind, for: actor)
            return try rows.insert(settings, definition, author: actor.user)
        }
    }

    /// Saves what people edit; contacts notice nothing before it is activated.
    ///
    /// - Parameters:
    ///   - definition: What it shall do; it may be unfinished.
    ///   - id: Which automation.
    ///   - revision: The revision that was edited; nothing overwrites whatever is there.
    ///   - actor: Who saves.
    /// - Returns: The new revision.
    /// - Throws: `AutomationError` when it is unknown, not the actor's to change, or was saved by somebody else since;
    ///   `DefinitionError` when the definition cannot be written down.
    @discardableResult
    package func save(
        _ definition: Definition,
        of id: AutomationID,
        revision: Int64?,
        by actor: Actor
    ) async throws -> Int64 {
        try definition.checkWriting()
        return try await write { rows in
            let draft = try rows.changeable(id, by: actor)
            let automation = draft.automation
            guard definition.kind == automation.kind else {
                throw AutomationError.otherKind(automation.kind, automation.name)
            }
            guard revision == nil || revision == draft.revision else {
                throw AutomationError.changedMeanwhile(automation.kind, automation.name)
            }
            try rows.write(definition, of: id)
            return draft.revision + 1
        }
    }

    /// Changes the settings, which hold at once.
    ///
    /// - Throws: `AutomationError` when it is unknown or not the actor's to change, or a setting is unfit or taken.
    package func change(_ id: AutomationID, to settings: AutomationSettings, by actor: Actor) async throws {
        try await write { rows in
            let automation = try rows.changeable(id, by: actor).automation
            let settings = try settings.checked(for: automation.kind, by: actor)
            try rows.checkFree(settings.name, automation.kind, except: id, for: actor)
            try rows.write(settings, of: id, author: automation.author)
        }
    }

    /// Makes a draft that says the same under another name.
    ///
    /// The copy is the actor's, and shared where the original is and the actor may share.
    ///
    /// - Returns: The number of the copy.
    /// - Throws: `AutomationError.unknown`.
    @discardableResult
    package func duplicate(_ id: AutomationID, by actor: Actor) async throws -> AutomationID {
        try await write { rows in
            let draft = try rows.visible(id, to: actor)
            var settings = AutomationSettings(draft.automation)
            settings.isShared = settings.isShared && actor.reach == .everybody
            let reader = AutomationReader(rows.connection)
            settings.name = try draft.automation.name.copyName(limit: Automation.maximumNameLength) { name in
                try reader.automation(draft.automation.kind, named: name, visibleTo: actor) != nil
            }
            return try rows.insert(settings, draft.definition, author: actor.user)
        }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (AutomationRows) throws -> Value
    ) async throws -> Value {
        let now = time.now
        return try await database.write { connection in
            try connection.lock(LockKey.automations)
            return try body(AutomationRows(connection: connection, now: now))
        }
    }
}

extension Definition {
    /// Makes sure that what is kept can be read again.
    ///
    /// - Throws: `DefinitionError` that names the place.
    fileprivate func checkWriting() throws {
        let again = try Definition(json: jsonText, kind)
        guard again == self else { throw DefinitionError("this definition cannot be written down as it is") }
    }
}
