import Contacts
import Storage

/// Writes the rows of rules and workflows, inside one transaction.
struct AutomationRows {
    let connection: any Connection
    /// The time of every change, in milliseconds.
    let now: Int64

    /// An automation that somebody sees.
    ///
    /// - Throws: `AutomationError.unknownNumber`, also where it is not open to the actor.
    func visible(_ id: AutomationID, to actor: Actor) throws -> AutomationDraft {
        guard let draft = try DefinitionReader(connection).draft(of: id), draft.automation.isOpen(to: actor) else {
            throw AutomationError.unknownNumber(id)
        }
        return draft
    }

    /// An automation that somebody may change.
    ///
    /// - Throws: `AutomationError.unknownNumber` or `notYours`.
    func changeable(_ id: AutomationID, by actor: Actor) throws -> AutomationDraft {
        let draft = try visible(id, to: actor)
        guard draft.automation.isChangeable(by: actor) else {
            throw AutomationError.notYours(draft.automation.kind, draft.automation.name)
        }
        return draft
    }

    /// - Throws: `AutomationError.nameTaken` if another automation of the kind that the actor sees has the name.
    func checkFree(_ name: String, _ kind: AutomationKind, except id: AutomationID? = nil, for actor: Actor) throws {
        let others = try AutomationReader(connection).automations(kind, named: name)
        if let other = others.first(where: { $0.id != id && $0.isOpen(to: actor) }) {
            throw AutomationError.nameTaken(kind, other.name)
        }
    }

    func insert(_ settings: AutomationSettings, _ definition: Definition, author: UserID?) throws -> AutomationID {
        let id = AutomationID(try connection.advance(counter: "automation"))
        try connection.execute(
            """
            INSERT INTO automation (id, kind, name, name_key, group_name, state, shared, author_id, maximum_launches,
                minimum_interval, draft, revision, events, created_at, modified_at)
            VALUES (\(id.number), \(definition.kind.rawValue), \(settings.name), \(settings.key(author: author)),
                \(settings.group), \(AutomationState.draft.rawValue), \(settings.isShared ? 1 : 0), \(author?.number),
                \(settings.limits.maximum), \(settings.limits.interval), \(try definition.jsonText), 1, 0, \(now), \(now))
            """
        )
        return id
    }

    func write(_ settings: AutomationSettings, of id: AutomationID, author: UserID?) throws {
        try connection.execute(
            """
            UPDATE automation SET name = \(settings.name), name_key = \(settings.key(author: author)),
                group_name = \(settings.group), shared = \(settings.isShared ? 1 : 0),
                maximum_launches = \(settings.limits.maximum), minimum_interval = \(settings.limits.interval),
                modified_at = \(now)
            WHERE id = \(id.number)
            """
        )
    }

    func write(_ definition: Definition, of id: AutomationID) throws {
        try connection.execute(
            """
            UPDATE automation SET draft = \(try definition.jsonText), revision = revision + 1, modified_at = \(now)
            WHERE id = \(id.number)
            """
        )
    }

    /// Makes the definition the version that contacts enter, unless it is so already.
    func publish(_ draft: AutomationDraft) throws {
        guard draft.published != draft.definition else { return }
        let id = draft.automation.id
        let version = (draft.automation.version ?? 0) + 1
        try connection.execute(
            """
            INSERT INTO automation_version (automation_id, version, definition, created_at)
            VALUES (\(id.number), \(version), \(try draft.definition.jsonText), \(now))
            """
        )
        try connection.execute(
            """
            UPDATE automation SET version = \(version), events = \(draft.definition.events.count)
            WHERE id = \(id.number)
            """
        )
    }

    func set(_ state: AutomationState, of id: AutomationID) throws {
        try connection.execute(
            "UPDATE automation SET state = \(state.rawValue), modified_at = \(now) WHERE id = \(id.number)"
        )
    }

    /// How many contacts are inside.
    func contactsInside(_ id: AutomationID) throws -> Int {
        let count = try connection.firstRow(
            "SELECT COUNT(*) FROM contact_automation WHERE automation_id = \(id.number) AND node IS NOT NULL"
        ) { $0.integer(0) }
        return Int(count ?? 0)
    }
}

extension AutomationSettings {
    fileprivate func key(author: UserID?) -> String { AutomationKey.text(name, isShared: isShared, author: author) }
}
