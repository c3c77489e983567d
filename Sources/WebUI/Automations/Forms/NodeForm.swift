import Automations
import Contacts
import Selections

/// A node of a workflow as somebody filled it in.
struct NodeForm: Sendable, Equatable {
    /// One path of a condition.
    struct PathRow: Sendable, Equatable {
        let key: String
        var condition: ConditionForm
        var target: String
    }

    /// The choice that means a new node, or a new stop.
    static let newNode = "new"
    static let newStop = "stop"

    private static let actionKey = "node"

    let kind: NodeKind
    var title = ""
    var action: NodeActionForm?
    var wait = WaitForm()
    var events: [TriggerForm] = []
    var timeout = SpanForm("timeout", nil)
    var paths: [PathRow] = []
    /// Where the ways lead, apart from paths: `onward` and `otherwise`.
    var targets: [Way: String] = [:]
    private(set) var newKey: String?

    /// A new node of a kind.
    init(new kind: NodeKind) {
        self.kind = kind
        switch kind {
        case .action(let kind): action = NodeActionForm(key: Self.actionKey, kind: kind, values: kind.defaults)
        case .condition: paths = [PathRow(key: "p0", condition: ConditionForm(Self.prefix("p0"), nil), target: "")]
        case .wait, .waitForEvent, .stop: break
        }
    }

    init(_ kind: NodeKind, _ fields: FormFields) {
        self.kind = kind
        title = fields["title"]
        if case .action(let kind) = kind { action = NodeActionForm(key: Self.actionKey, kind: kind, fields) }
        wait = WaitForm(fields)
        events = TriggerForm.rows(in: fields)
        timeout = SpanForm("timeout", fields)
        paths = fields.all("path").prefix(Condition.maximumPaths + 1).map { key in
            PathRow(key: key, condition: ConditionForm(Self.prefix(key), fields), target: fields["to-\(key)"])
        }
        for way in [Way.onward, .otherwise] { targets[way] = fields["to-\(way.word)"] }
        if let change = FormChange(word: fields["change"]) { apply(change, fields) }
    }

    /// A form that holds a node; nothing where no form can.
    init?(_ node: Node) {
        title = node.title ?? ""
        switch node.step {
        case .action(let done, _):
            guard let form = NodeActionForm(key: Self.actionKey, done) else { return nil }
            kind = .action(form.kind)
            action = form
        case .condition(let condition):
            kind = .condition
            paths = condition.paths.enumerated().map { index, path in
                PathRow(
                    key: "p\(index)",
                    condition: ConditionForm(Self.prefix("p\(index)"), path.criterion),
                    target: path.next.map { "\($0.number)" } ?? ""
                )
            }
        case .wait(let length, _):
            guard let form = WaitForm(length) else { return nil }
            kind = .wait
            wait = form
        case .waitForEvent(let waiting):
            kind = .waitForEvent
            events = waiting.events.enumerated().map { TriggerForm(key: "e\($0.offset)", $0.element) }
            timeout = SpanForm("timeout", waiting.timeout)
            targets[.otherwise] = waiting.otherwise.map { "\($0.number)" } ?? ""
        case .stop: kind = .stop
        }
        for (way, next) in node.ways { targets[way] = next.map { "\($0.number)" } ?? "" }
    }

    static func prefix(_ key: String) -> String { "p-\(key)-" }

    private mutating func apply(_ change: FormChange, _ fields: FormFields) {
        change.apply(to: &events, by: \.key)
        change.apply(to: &paths, by: \.key)
        guard change.kind == .add else { return }
        let key = FormChange.newKey()
        newKey = key
        if change.subject == "event" {
            if let kind = EventKind(rawValue: fields["event-kind"]) { events.append(TriggerForm(key: key, kind: kind)) }
        } else if change.subject == "path" {
            guard paths.count < Condition.maximumPaths else { return }
            paths.append(PathRow(key: key, condition: ConditionForm(Self.prefix(key), nil), target: ""))
        } else if let index = paths.firstIndex(where: { Self.prefix($0.key) == change.subject }) {
            paths[index].condition.filters.details.append(FilterForm.DetailTest(name: "", test: "has", value: ""))
        }
    }

    /// The node that the form describes, or everything that must be corrected.
    ///
    /// - Parameter id: Its number.
    /// - Returns: The node with the ways as they are chosen; a new node or stop is joined later.
    func node(_ id: NodeID) -> (node: Node?, problems: [FormProblem]) {
        var problems: [FormProblem] = []
        if title.count > Node.maximumTitleLength {
            let words = "At most \(Node.maximumTitleLength) characters fit."
            problems.append(FormProblem("title", in: "Title", words))
        }
        let step = step(&problems)
        guard problems.isEmpty, let step else { return (nil, problems) }
        return (Node(id, title: title.isEmpty ? nil : title, step), [])
    }

    private func step(_ problems: inout [FormProblem]) -> Step? {
        switch kind {
        case .stop: return .stop
        case .action:
            let (done, wrong) = action?.action() ?? (nil, [])
            problems += wrong
            return done.map { .action($0, next: next(.onward)) }
        case .wait: return wait.wait(&problems).map { .wait($0, next: next(.onward)) }
        case .waitForEvent:
            var triggers: [Trigger] = []
            for row in events {
                let (trigger, wrong) = row.trigger()
                problems += wrong
                if let trigger { triggers.append(trigger) }
            }
            if events.isEmpty { problems.append(FormProblem("events", in: "Events", "Add at least one event.")) }
            let limit = timeout.span(in: "Time-out", &problems)
            return .waitForEvent(
                EventWait(
                    triggers,
                    timeout: limit,
                    next: next(.onward),
                    otherwise: limit == nil ? nil : next(.otherwise)
                )
            )
        case .condition: return condition(&problems).map { .condition($0) }
        }
    }

    private func condition(_ problems: inout [FormProblem]) -> Condition? {
        var found: [Condition.Path] = []
        for row in paths {
            let (criterion, wrong) = row.condition.criterion()
            problems += wrong
            if let criterion {
                found.append(Condition.Path(criterion, next: Self.id(row.target)))
            } else if wrong.isEmpty {
                let words = "Say who takes this path, or remove it."
                problems.append(FormProblem("\(row.condition.prefix)query", in: "Path", words))
            }
        }
        if paths.isEmpty { problems.append(FormProblem("paths", in: "Paths", "Add at least one path.")) }
        if paths.count > Condition.maximumPaths {
            problems.append(FormProblem("paths", in: "Paths", "At most \(Condition.maximumPaths) paths fit."))
        }
        return Condition(found, otherwise: next(.otherwise))
    }

    private func next(_ way: Way) -> NodeID? { targets[way].flatMap(Self.id) }

    private static func id(_ target: String) -> NodeID? { Int64(target).map { NodeID($0) } }

    /// The ways for which a new node is wanted, or a new stop.
    func ways(wanting choice: String) -> [Way] {
        let fixed = [Way.onward, .otherwise].filter { targets[$0] == choice }
        guard kind == .condition else { return fixed }
        let chosen = paths.enumerated().filter { $0.element.target == choice }.map { Way.path($0.offset + 1) }
        return chosen + fixed.filter { $0 == .otherwise }
    }
}
