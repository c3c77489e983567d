package import Contacts
import Foundation

extension Definition {
    package var kind: AutomationKind {
        switch self {
        case .rule: .rule
        case .workflow: .workflow
        }
    }

    /// The events that launch it.
    package var events: [Trigger] {
        switch self {
        case .rule(let rule): rule.events
        case .workflow(let graph): graph.events
        }
    }

    /// What a new automation of the kind starts from.
    package static func empty(_ kind: AutomationKind) -> Definition {
        switch kind {
        case .rule: .rule(RuleDefinition())
        case .workflow: .workflow(Graph())
        }
    }

    /// Reads the definition of a rule or of a workflow as JSON.
    package init(json text: String, _ kind: AutomationKind) throws(DefinitionError) {
        let decoder = JSONDecoder()
        let data = Data(text.utf8)
        self = try DefinitionError.reading("JSON", text) { () throws -> Definition in
            switch kind {
            case .rule: .rule(try decoder.decode(RuleDefinition.self, from: data))
            case .workflow: .workflow(try decoder.decode(Graph.self, from: data))
            }
        }
    }

    /// The definition as JSON, in the form that `init(json:_:)` reads; equal definitions have equal texts.
    package var jsonText: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension Definition: Encodable {
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .rule(let rule): try rule.encode(to: encoder)
        case .workflow(let graph): try graph.encode(to: encoder)
        }
    }
}
