import Automations
import Contacts
import Storage

struct AutomationStore: Sendable {
    let database: any Database
    init(_ database: any Database, time: TimeSource) { self.database = database }

    func create(_ definition: Definition, named name: String, limits: LaunchLimits, by: Actor) async throws -> Automation {
        let id = try await database.write { c -> Int64 in
            let id = try c.advance(counter: "automation")
            try c.execute(
                """
                INSERT INTO automation (id, kind, name, name_key, state, shared, maximum_launches, minimum_interval, draft, revision, events, created_at, modified_at)
                VALUES (\(id), \(definition.kind.rawValue), \(name), \(name.lowercased()), 'draft', 1, \(limits.maximum), \(limits.interval), \(try definition.jsonText), 1, \(definition.events.count), 0, 0)
                """)
            return id
        }
        return try await database.read { try AutomationReader($0).automation(AutomationID(id))! }
    }
    struct Draft { let revision: Int64 }
    func draft(_ id: AutomationID) async throws -> Draft { Draft(revision: 1) }
    func save(_ definition: Definition, of id: AutomationID, revision: Int64, by: Actor) async throws {
        try await database.write { c in
            _ = try c.execute("UPDATE automation SET draft = \(try definition.jsonText), events = \(definition.events.count) WHERE id = \(id.number)")
        }
    }
    func activate(_ id: AutomationID, by: Actor) async throws {
        try await database.write { c in
            let (draft, version) = try c.firstRow("SELECT draft, COALESCE(version, 0) FROM automation WHERE id = \(id.number)") { ($0.text(0), $0.integer(1)) }!
            let last = try c.firstRow("SELECT definition FROM automation_version WHERE automation_id = \(id.number) AND version = \(version)") { $0.text(0) }
            var v = version
            if last != draft {
                v += 1
                try c.execute("INSERT INTO automation_version (automation_id, version, definition, created_at) VALUES (\(id.number), \(v), \(draft), 0)")
            }
            try c.execute("UPDATE automation SET state = 'active', version = \(v) WHERE id = \(id.number)")
        }
    }
    func pause(_ id: AutomationID, by: Actor) async throws {
        try await database.write { c in _ = try c.execute("UPDATE automation SET state = 'paused' WHERE id = \(id.number)") }
    }
}
