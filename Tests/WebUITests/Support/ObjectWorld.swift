import Access
import Actions
import Automations
import Bitmaps
import Contacts
import Executions
import Foundation
import Logging
import Messaging
import Selections
import Storage
import Testing
import Tracking

@testable import WebUI

/// Something that a request is about.
enum ObjectKind: String, CaseIterable {
    case contact, execution, rule, workflow, document, message, key, session
    /// What all who have the permission share.
    case form, funnel, segment, template, account, user
    /// Nothing that somebody else could have, such as a new object or a setting.
    case none
    /// What a secret in the address opens.
    case secret
}

/// How far somebody may go with an object.
enum ObjectAccess: String, CaseIterable {
    case unseen, seen, editable
}

/// A base with objects of each kind that a role does not see, sees, and may change.
struct ObjectWorld {
    let world: World
    let actor: User
    /// The numbers or ids of objects, as addresses name them.
    private(set) var ids: [ObjectKind: [ObjectAccess: String]] = [:]

    /// What names no object of the kind.
    static func unknown(_ kind: ObjectKind) -> String {
        kind == .contact ? "0190b0a0-0000-7000-8000-000000000000" : "987654"
    }

    init(_ role: Role) async throws {
        world = try await World()
        actor = try await world.user(role)
        let boss = try await world.user("boss@team.example", .administrator)
        try await world.site.sites.add("shop.example", coversSubdomains: false)
        try await addContacts(boss)
        try await addMessages()
        try await addAutomations(boss)
        try await addExecutions(boss)
        try await addDocuments(boss)
        let access: ObjectAccess = role.permissions.contains(.manageUsers) ? .editable : .unseen
        ids[.key] = [access: "\(try await world.site.keys.make("Shop", .token, for: boss.id).key.id)"]
        _ = try await world.session(of: boss)
        let sessions = try await world.site.desk.sessions(of: boss.id)
        ids[.session] = [.unseen: sessions.first?.id ?? ""]
    }

    private mutating func addContacts(_ boss: User) async throws {
        let seesAll = actor.role.seesEverybody
        for (email, access) in [
            ("kontakt6@shop.example", ObjectAccess.unseen), ("kontakt8@shop.example", .seen),
            ("kontakt10@shop.example", .editable),
        ] {
            try await world.give(email, to: boss, .main)
            if access == .seen { try await world.give(email, to: actor, .readOnly) }
            if access == .editable { try await world.give(email, to: actor, .main) }
            let real = seesAll ? ObjectAccess.editable : access
            ids[.contact, default: [:]][real] = "\(try await world.id(of: email))"
        }
    }

    private mutating func addMessages() async throws {
        let content = TemplateContent(language: "en", variants: ["en": .init(subject: "A", text: "B")])
        let template = try await world.site.templates.create("News", .email, content)
        let contacts = ids[.contact] ?? [:]
        for (access, id) in contacts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let number = try await world.database.read { connection in
                try ContactID(id).flatMap { try ContactReader(connection).number(of: $0) }
            }
            let now = world.site.time.now
            let message = try await world.database.write { connection -> Int64? in
                let order = MessageOrder(template.id, .email, cause: Cause(.card, actor: "test"))
                try Outbox(connection).add(order, for: Bitmap([try #require(number)]), at: now)
                return try connection.firstRow("SELECT MAX(id) FROM message") { $0.integer(0) }
            }
            ids[.message, default: [:]][access] = "\(message ?? 0)"
        }
    }

    private mutating func addAutomations(_ boss: User) async throws {
        let store = world.site.automations
        let seesAll = actor.role.seesEverybody
        for (kind, object) in [(AutomationKind.rule, ObjectKind.rule), (.workflow, .workflow)] {
            let hidden = AutomationSettings("Hidden", isShared: false)
            let own = try await store.create(hidden, .empty(kind), by: boss.actor)
            let shared = try await store.create(AutomationSettings("Shared"), .empty(kind), by: boss.actor)
            let mine = AutomationSettings("Mine", isShared: false)
            let editable = try await store.create(mine, .empty(kind), by: actor.actor)
            ids[object] =
                seesAll
                ? [.editable: "\(own.number)"]
                : [.unseen: "\(own.number)", .seen: "\(shared.number)", .editable: "\(editable.number)"]
        }
    }

    private mutating func addExecutions(_ boss: User) async throws {
        for (user, access) in [(boss, ObjectAccess.unseen), (actor, .editable)] {
            let later = world.site.time.now + 86_400_000
            let actions = try ActionList([.setScore(SetScore(1))])
            let plan = Plan(name: "Later", selection: Selection(), at: later, actions: actions)
            let id = try await world.site.executions.create(plan, actor: user.actor)
            let isOpen = actor.role.permissions.contains(.manageExecutions)
            ids[.execution, default: [:]][isOpen ? .editable : access] = "\(id)"
        }
    }

    private mutating func addDocuments(_ boss: User) async throws {
        let address = try WebAddress("https://shop.example/sale")
        let links: [(User, String, Bool, ObjectAccess)] = [
            (boss, "email = kontakt6@shop.example", false, .unseen), (boss, "all", false, .seen),
            (actor, "email = kontakt10@shop.example", false, .editable),
        ]
        for (user, query, isPrivate, access) in links where user.may(.exportContacts) {
            let actions = try ActionList([.generateURLs(GenerateURLs(address, isPrivate: isPrivate))])
            let plan = try Plan(name: "Links", selection: Selection(query: query), actions: actions)
            let execution = try await world.site.executions.create(plan, actor: user.actor)
            let runner = ExecutionRunner(
                world.database,
                audiences: world.audiences,
                time: world.site.time,
                logger: Logger(label: "test")
            )
            try await runner.run(execution) { _ in }
            let document = try await world.database.read { connection in
                try connection.firstRow("SELECT MAX(id) FROM document") { $0.integer(0) }
            }
            let isOpen = actor.role.permissions.contains(.manageExecutions)
            ids[.document, default: [:]][isOpen ? .editable : access] = "\(document ?? 0)"
        }
    }

    /// What a request that must change nothing leaves as it is.
    func fingerprint() async throws -> [String] {
        try await world.database.read { connection in
            var lines: [String] = []
            let queries: [SQL] = [
                "SELECT COUNT(*) || '' FROM journal", "SELECT COUNT(*) || '' FROM note",
                "SELECT id || ' ' || state FROM execution ORDER BY id",
                """
                SELECT id || ' ' || name || ' ' || state || ' ' || shared || ' ' || revision || ' ' || modified_at
                FROM automation ORDER BY id
                """,
                "SELECT id || '' FROM document ORDER BY id", "SELECT id || ' ' || state FROM message ORDER BY id",
                "SELECT id || ' ' || COALESCE(revoked_at, 0) FROM api_key ORDER BY id",
                // Each request signs the actor in.
                "SELECT COUNT(*) || '' FROM user_session WHERE user_id <> \(actor.id.number)",
            ]
            for query in queries { lines += try connection.rows(query) { $0.text(0) } }
            return lines
        }
    }
}
