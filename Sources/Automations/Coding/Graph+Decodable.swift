import Actions
import Contacts
import Selections

extension Graph: Decodable {
    /// Reads a workflow strictly; what does not fit together is for `GraphCheck` to say.
    ///
    /// - Throws: `DecodingError` whose description tells the place and what to write there.
    package init(from decoder: any Decoder) throws {
        let node = ActionNode(decoder)
        let settings = try node.object(["events", "entry", "nodes"])
        self.init(
            events: try settings.node("events")?.events() ?? [],
            entry: try settings.node("entry")?.nodeID(),
            nodes: try settings.node("nodes")?.elements("a list of nodes").map { try Node(from: $0.decoder) } ?? []
        )
    }
}

extension Node: Decodable {
    /// The keys that say what a node does, each with those that go with it.
    private static let steps: [(key: String, ways: [String])] = [
        ("action", ["next"]), ("wait", ["next"]), ("condition", ["otherwise"]), ("wait-for", ["next", "otherwise"]),
        ("stop", []),
    ]
    /// The longest title, in characters.
    package static let maximumTitleLength = 255

    package init(from decoder: any Decoder) throws {
        let node = ActionNode(decoder)
        let keys = (try? decoder.container(keyedBy: ActionKey.self))?.allKeys.map(\.stringValue) ?? []
        let found = Self.steps.filter { keys.contains($0.key) }
        guard found.count == 1 else {
            throw node.error(
                .automation(
                    "write each node with an \"id\" and exactly one of \(Self.steps.map { "\"\($0.key)\"" }.joined(separator: ", "))"
                )
            )
        }
        let settings = try node.object(["id", "title", found[0].key] + found[0].ways)
        self.init(
            try settings.node("id", of: node).nodeID(),
            title: try settings.node("title")?.text(atMost: Self.maximumTitleLength),
            try Self.step(found[0].key, settings, node)
        )
    }

    private static func step(
        _ key: String,
        _ settings: KeyedDecodingContainer<ActionKey>,
        _ parent: ActionNode
    ) throws -> Step {
        let value = try settings.node(key, of: parent)
        let next = try settings.node("next")?.nodeID()
        let otherwise = try settings.node("otherwise")?.nodeID()
        switch key {
        case "action": return .action(try AutomationAction(from: value.decoder), next: next)
        case "wait": return .wait(try Wait(from: value.decoder), next: next)
        case "condition":
            let paths = try value.elements("a list of paths, each with \"if\" and \"next\"").map(Condition.Path.init)
            return .condition(Condition(paths, otherwise: otherwise))
        case "wait-for":
            let wait = try value.object(["events", "timeout"])
            return .waitForEvent(
                EventWait(
                    try wait.node("events", of: value).events(),
                    timeout: try wait.node("timeout")?.span(),
                    next: next,
                    otherwise: otherwise
                )
            )
        default:
            let isMeant: Bool = try value.value("true")
            guard isMeant else { throw value.error(.wrongKind("true; to go on, write another step")) }
            return .stop
        }
    }
}

extension Condition.Path {
    fileprivate init(_ node: ActionNode) throws {
        let settings = try node.object(["if", "next"])
        self.init(
            try Criterion(from: settings.node("if", of: node).decoder),
            next: try settings.node("next")?.nodeID()
        )
    }
}

extension NodeID {
    /// The numbers that nodes have in files; 0 is where everybody enters.
    package static let numbers: ClosedRange<Int64> = 1...1_000_000_000
}

extension ActionNode {
    fileprivate func nodeID() throws -> NodeID { NodeID(try wholeNumber(in: NodeID.numbers)) }
}
