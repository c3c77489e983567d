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
        self.funnels = Dictionary(funnels.map { ($0.name.nameKey, $0) }) { first, _ in first }
        self.users = Dictionary(users.map { (Self.userKey($0.email), $0) }) { first, _ in first }
        self.segments = Set(segments.map(\.nameKey))
        for automation in automations {
            self.automations[automation.kind, default: [:]][automation.name.nameKey] = automation
        }
        for template in templates {
            self.templates[template.channel, default: [:]][template.name.nameKey] = template
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

    func funnel(_ name: String) -> Funnel? { funnels[name.nameKey] }

    func user(_ email: String) -> User? { users[Self.userKey(email)] }

    func hasSegment(_ name: String) -> Bool { segments.contains(name.nameKey) }

    func automation(_ kind: AutomationKind, _ name: String) -> Automation? { automations[kind]?[name.nameKey] }

    func template(_ channel: MessageChannel, _ name: String) -> MessageTemplate? { templates[channel]?[name.nameKey] }

    private static func userKey(_ email: String) -> String { (try? EmailAddress(email))?.key ?? email }
}
