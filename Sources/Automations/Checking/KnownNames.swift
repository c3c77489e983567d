package import Access
package import Contacts
package import Messaging
import Selections
package import Storage

/// The names that rules and workflows may use, as they are at one time.
package struct KnownNames: Sendable {
    private var funnels: [String: Funnel] = [:]
    private var users: [String: User] = [:]
    private var segments: Set<String> = []
    private var automations: [AutomationKind: [String: Automation]] = [:]
    private var templates: [MessageChannel: [String: MessageTemplate]] = [:]

    package init(
        funnels: [Funnel] = [],
        users: [User] = [],
        segments: [String] = [],
        automations: [Automation] = [],
        templates: [MessageTemplate] = []
    ) {
        self.funnels = Dictionary(funnels.map { (Self.key($0.name), $0) }) { first, _ in first }
        self.users = Dictionary(users.map { (Self.userKey($0.email), $0) }) { first, _ in first }
        self.segments = Set(segments.map(Self.key))
        for automation in automations {
            self.automations[automation.kind, default: [:]][Self.key(automation.name)] = automation
        }
        for template in templates {
            self.templates[template.channel, default: [:]][Self.key(template.name)] = template
        }
    }

    /// Reads the names.
    ///
    /// - Parameters:
    ///   - connection: Where they are.
    ///   - actor: Only rules and workflows that this one may run; nothing means all.
    /// - Throws: `StorageError`.
    package init(_ connection: any Connection, openTo actor: Actor?) throws {
        self.init(
            funnels: try FunnelReader(connection).all(),
            users: try UserDirectory(connection).all(),
            segments: try connection.rows("SELECT name FROM segment") { $0.text(0) },
            automations: try AutomationReader(connection).all().filter { actor.map($0.isOpen) ?? true },
            templates: try MessageChannel.allCases.flatMap(TemplateReader(connection).all)
        )
    }

    func funnel(_ name: String) -> Funnel? { funnels[Self.key(name)] }

    func user(_ email: String) -> User? { users[Self.userKey(email)] }

    func hasSegment(_ name: String) -> Bool { segments.contains(Self.key(name)) }

    func automation(_ kind: AutomationKind, _ name: String) -> Automation? { automations[kind]?[Self.key(name)] }

    func template(_ channel: MessageChannel, _ name: String) -> MessageTemplate? { templates[channel]?[Self.key(name)] }

    static func key(_ name: String) -> String { name.trimmed.composed.folded }

    private static func userKey(_ email: String) -> String { (try? EmailAddress(email))?.key ?? email }
}
