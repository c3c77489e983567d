import Actions
import Contacts

/// Finds what is wrong with a rule or workflow before contacts come to it.
package struct GraphCheck {
    /// How many nodes a workflow, and how many actions a rule may have.
    package static let maximumNodes = 500

    private let definition: Definition
    private let content: ContentCheck

    /// Prepares the check.
    ///
    /// - Parameters:
    ///   - definition: What to look at.
    ///   - name: The name of the rule or workflow.
    ///   - names: What it may name.
    package init(_ definition: Definition, named name: String, _ names: KnownNames) {
        self.definition = definition
        content = ContentCheck(names: names, kind: definition.kind, name: name)
    }

    /// Everything that was found, in the order of the definition.
    package var flaws: [Flaw] {
        switch definition {
        case .rule(let rule): events(rule.events) + flaws(of: rule)
        case .workflow(let graph): events(graph.events) + flaws(of: graph)
        }
    }

    private func events(_ events: [Trigger]) -> [Flaw] {
        let label = definition.kind.label
        guard !events.isEmpty else {
            let message =
                "no event starts this \(label), so only people and other automations do: add one if that is not meant"
            return [Finding.warning(message).flaw("events")]
        }
        return flaws(of: events, "events", nil)
    }

    private func flaws(of events: [Trigger], _ place: String, _ node: NodeID?) -> [Flaw] {
        events.enumerated().flatMap { index, event in
            content.findings(event).map { $0.flaw("\(place)[\(index)]", at: node) }
        }
    }

    // MARK: - Rules

    private func flaws(of rule: RuleDefinition) -> [Flaw] {
        var found = (rule.delay.map(content.findings) ?? []).map { $0.flaw("delay", at: RuleDefinition.delayNode) }
        if let condition = rule.condition {
            found += content.findings(condition).map { $0.flaw("condition", at: RuleDefinition.conditionNode) }
        } else if !rule.no.isEmpty {
            let message =
                "without a condition everybody meets it, so nobody comes to these actions: add one, or take them out"
            found.append(Finding.warning(message).flaw("no"))
        }
        let count = rule.yes.count + rule.no.count
        if count == 0 {
            found.append(Finding.error("the rule does nothing: add an action").flaw("yes"))
        } else if count > Self.maximumNodes {
            found.append(Finding.error(tooMany(count, "actions")).flaw(nil))
        }
        for branch in RuleDefinition.Branch.allCases {
            let word = branch == .yes ? "yes" : "no"
            for (index, item) in rule.actions(of: branch).enumerated() {
                let findings = content.findings(item.action) + (item.delay.map(content.findings) ?? [])
                found += findings.map {
                    $0.flaw("\(word)[\(index)]", at: RuleDefinition.node(of: index, in: branch))
                }
            }
        }
        return found
    }

    // MARK: - Workflows

    private func flaws(of graph: Graph) -> [Flaw] {
        guard graph.nodes.count <= Self.maximumNodes else {
            return [Finding.error(tooMany(graph.nodes.count, "nodes")).flaw(nil)]
        }
        return graph.nodes.flatMap(flaws(of:)) + ShapeCheck(graph).flaws
    }

    private func flaws(of node: Node) -> [Flaw] {
        func place(_ findings: [Finding], _ part: String = "") -> [Flaw] {
            findings.map { $0.flaw(node.place + part, at: node.id) }
        }
        switch node.step {
        case .action(let action, _): return place(content.findings(action))
        case .wait(let wait, _): return place(content.findings(wait))
        case .condition(let condition):
            var found = place(Self.pathCount(condition))
            for (index, path) in condition.paths.enumerated() {
                found += place(content.findings(path.criterion), ", path \(index + 1)")
            }
            return found
        case .waitForEvent(let wait):
            let none = Finding.error("it waits for no event at all: name at least one")
            return place(wait.events.isEmpty ? [none] : [])
                + flaws(of: wait.events, "\(node.place), events", node.id)
                + place(wait.timeout.map(content.findings) ?? [])
        case .stop: return []
        }
    }

    private static func pathCount(_ condition: Condition) -> [Finding] {
        if condition.paths.isEmpty { return [.error("the condition has no path: add one")] }
        let maximum = Condition.maximumPaths
        return condition.paths.count <= maximum
            ? []
            : [
                .error(
                    "the condition has \(condition.paths.count) paths, the limit is \(maximum): add a second condition behind “otherwise”"
                )
            ]
    }

    private func tooMany(_ count: Int, _ what: String) -> String {
        "there are \(count.grouped) \(what), the limit is \(Self.maximumNodes): move a part into another \(definition.kind.label) that this one runs"
    }
}

extension Node {
    /// The node in the words of files.
    var place: String { "node \(id.number)" + (title.map { " (\($0))" } ?? "") }
}
