import Contacts
import Storage

/// What the active automations wait for: events that launch them, and events that contacts inside wait for.
struct WatchedAutomations {
    /// A trigger of an automation, and where it leads.
    struct Watching {
        let automation: Automation
        /// The node that waits for it; nothing where it launches the automation.
        let node: VersionNode?
        let watch: Watch
    }

    let all: [Watching]

    init(_ connection: any Connection, _ graphs: GraphCache) throws {
        var all: [Watching] = []
        for automation in try AutomationReader(connection).all() where automation.state == .active {
            guard let version = automation.version else { continue }
            let graph = try graphs.graph(of: automation.id, version: version, connection).graph
            for trigger in graph.events {
                all.append(Watching(automation: automation, node: nil, watch: try Watch(trigger, connection)))
            }
            for version in try Self.versions(of: automation.id, connection) {
                let graph = try graphs.graph(of: automation.id, version: version, connection).graph
                for node in graph.nodes {
                    guard case .waitForEvent(let wait) = node.step else { continue }
                    let place = VersionNode(version: version, node: node.id)
                    for trigger in wait.events {
                        all.append(Watching(automation: automation, node: place, watch: try Watch(trigger, connection)))
                    }
                }
            }
        }
        self.all = all
    }

    var isEmpty: Bool { all.isEmpty }

    /// Whether a change of the facet may matter to somebody.
    func concerns(_ facet: Facet) -> Bool {
        all.contains { $0.watch.concerns(facet) || facet == .existence && !$0.watch.facetsAtBirth.isEmpty }
    }

    /// Every version, as contacts may still be inside an old one.
    private static func versions(of id: AutomationID, _ connection: any Connection) throws -> [Int64] {
        try connection.rows(
            "SELECT version FROM automation_version WHERE automation_id = \(id.number) ORDER BY version"
        ) { $0.integer(0) }
    }
}
