import Contacts
import Foundation
import Selections

/// A rule or workflow as a choice of a form.
struct AutomationChoice: Sendable, Equatable {
    let kind: AutomationKind
    let name: String

    init(kind: AutomationKind, name: String) {
        self.kind = kind
        self.name = name
    }

    /// Reads the word of a choice: kind and name with a point between them.
    init?(word: String) {
        let parts = word.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = AutomationKind(rawValue: parts[0]) else { return nil }
        self.init(kind: kind, name: parts[1])
    }

    var word: String { "\(kind.rawValue).\(name)" }

    func leaf(_ match: AutomationMatch) -> Leaf { .automation(kind, name, match) }

    /// Those that contacts may have entered.
    static func launched(_ automations: [Automation]) -> [(word: String, caption: String)] {
        AutomationKind.allCases.flatMap { kind in
            automations.filter { $0.kind == kind && $0.version != nil }.map {
                (Self(kind: kind, name: $0.name).word, "\(kind.label.capitalized): \($0.name)")
            }
        }
    }

    /// Those of a kind that a bulk action can run, by name.
    static func runnable(_ kind: AutomationKind, of automations: [Automation]) -> [(word: String, caption: String)] {
        automations.filter { $0.kind == kind && $0.state == .active && (kind == .rule || $0.events == 1) }
            .map { automation in
                let group = automation.group.map { " (\($0))" } ?? ""
                return (automation.name, automation.name + group)
            }
    }
}
