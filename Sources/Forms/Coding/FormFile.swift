import Actions
import Contacts
import Foundation
import Parsing
import Yams

/// A form as a file holds it: its name and all that it asks, says and does.
package struct FormFile: Sendable, Hashable {
    package var name: String
    package var definition: FormDefinition

    package init(name: String, definition: FormDefinition) {
        self.name = name
        self.definition = definition
    }

    /// Reads a file; JSON is YAML too.
    ///
    /// - Throws: `FormError.unreadable`, which says what is wrong and where.
    package init(yaml text: String) throws(FormError) {
        self = try Self.reading("YAML", text) { try YAMLText(text).decode(FormFile.self) }
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

    /// The longest text that is read, in bytes.
    private static let maximumSize = 1_000_000

    static func reading<Value>(
        _ format: String,
        _ text: String,
        _ read: () throws -> Value
    ) throws(FormError) -> Value {
        guard text.utf8.count <= maximumSize else {
            throw .unreadable(
                "this has \(text.utf8.count / 1000) kB, the limit is \(maximumSize / 1000) kB: shorten it"
            )
        }
        do {
            return try read()
        } catch let error as ParsingError {
            throw .unreadable(error.message)
        } catch DecodingError.dataCorrupted(let context) {
            if let yaml = context.underlyingError as? YamlError {
                throw .unreadable("this is not \(format): \(yaml)")
            }
            let underlying = (context.underlyingError as NSError?)?.userInfo["NSDebugDescription"] as? String
            throw .unreadable(underlying.map { "\(context.debugDescription) \($0)" } ?? context.debugDescription)
        } catch {
            throw .unreadable("this is not \(format): \(error)")
        }
    }
}

extension FormFile: Codable {
    package init(from decoder: any Decoder) throws {
        let node = ActionNode(decoder)
        let settings = try node.object(["name"] + FormDefinition.keys)
        self.init(
            name: try settings.node("name", of: node).text(atMost: SignUpForm.maximumNameLength),
            definition: try FormDefinition(settings, of: node)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ActionKey.self)
        try container.encode(name, forKey: ActionKey("name"))
        try definition.encode(to: &container)
    }
}

extension FormDefinition: Codable {
    package init(from decoder: any Decoder) throws {
        let node = ActionNode(decoder)
        try self.init(try node.object(Self.keys), of: node)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ActionKey.self)
        try encode(to: &container)
    }

    /// Reads what the database keeps.
    init(json text: String) throws(FormError) {
        self = try FormFile.reading("JSON", text) {
            try JSONDecoder().decode(FormDefinition.self, from: Data(text.utf8))
        }
    }

    /// The definition as JSON; equal definitions have equal texts.
    var jsonText: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
