import Actions
import Contacts
import Foundation
import Parsing
import Yams

extension AutomationFile: Codable {
    /// Reads a file strictly.
    ///
    /// - Throws: `DecodingError` whose description tells the place and what to write there.
    package init(from decoder: any Decoder) throws {
        let node = ActionNode(decoder)
        let settings = try node.object([
            "kind", "name", "group", "shared", "maximum-launches", "interval", "definition",
        ])
        let kind = try settings.node("kind", of: node).word(AutomationKind.allCases.map { ($0.rawValue, $0) })
        let definition = try settings.node("definition", of: node).decoder
        self.init(
            name: try settings.node("name", of: node).text(atMost: Automation.maximumNameLength),
            group: try settings.node("group")?.text(atMost: Automation.maximumNameLength),
            isShared: try settings.node("shared")?.value("true or false") ?? true,
            limits: LaunchLimits(
                maximum: try settings.node("maximum-launches")?.wholeNumber(in: LaunchLimits.maxima),
                interval: try settings.node("interval")?.interval() ?? 0
            ),
            definition: kind == .rule
                ? .rule(try RuleDefinition(from: definition)) : .workflow(try Graph(from: definition))
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ActionKey.self)
        try container.encode(kind.rawValue, forKey: ActionKey("kind"))
        try container.encode(name, forKey: ActionKey("name"))
        try container.encodeIfPresent(group, forKey: ActionKey("group"))
        try container.encode(isShared, forKey: ActionKey("shared"))
        try container.encodeIfPresent(limits.maximum, forKey: ActionKey("maximum-launches"))
        if limits.interval != 0 { try container.encodeIfPresent(limits.span?.text, forKey: ActionKey("interval")) }
        try container.encode(definition, forKey: ActionKey("definition"))
    }

    /// Reads a file; JSON is YAML too.
    package init(yaml text: String) throws(DefinitionError) {
        self = try DefinitionError.reading("YAML", text) { try YAMLText(text).decode(AutomationFile.self) }
    }

    /// Reads a file as JSON.
    package init(json text: String) throws(DefinitionError) {
        self = try DefinitionError.reading("JSON", text) {
            try JSONDocument(text, limits: .file).decode(AutomationFile.self)
        }
    }

    /// The file as YAML, in the form that `init(yaml:)` reads.
    package var yamlText: String {
        get throws {
            let encoder = YAMLEncoder()
            encoder.options.allowUnicode = true
            encoder.options.width = -1
            return try encoder.encode(self)
        }
    }
}

extension ActionNode {
    fileprivate func interval() throws -> Int64 {
        guard let interval = try span().milliseconds else {
            throw error(.automation("months differ in length; write days or weeks, such as \"30 days\""))
        }
        return interval
    }
}
