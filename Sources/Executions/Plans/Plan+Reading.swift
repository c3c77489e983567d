import Contacts
import Foundation
package import Parsing
import Yams

extension Plan {
    /// Reads a plan file; JSON is YAML too.
    package init(yaml text: String) throws(PlanError) {
        do {
            self = try YAMLText(text).decode(Plan.self)
        } catch let error as DecodingError {
            throw PlanError(error)
        } catch let error as ParsingError {
            throw PlanError(message: error.message)
        } catch let error as YamlError {
            throw PlanError(message: "this is not YAML: \(error)")
        } catch {
            throw PlanError(message: "this is not a plan: \(error)")
        }
    }

    /// Reads a plan that another program sent.
    package init(json document: JSONDocument) throws(PlanError) {
        try self.init { try document.decode(Plan.self) }
    }

    /// Reads a plan as the database keeps it.
    init(json text: String) throws(PlanError) {
        try self.init { try JSONDecoder().decode(Plan.self, from: Data(text.utf8)) }
    }

    private init(_ decode: () throws -> Plan) throws(PlanError) {
        do {
            self = try decode()
        } catch let error as DecodingError {
            throw PlanError(error)
        } catch {
            throw PlanError(message: "this is not a plan: \(error)")
        }
    }

    /// The plan as JSON, in the form that `init(json:)` reads.
    package var jsonText: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

/// Why a text is not a plan.
package struct PlanError: ExplainedError, Equatable {
    /// What is wrong, where, and what to write instead.
    package let message: String

    init(message: String) {
        self.message = message
    }

    init(_ error: DecodingError) {
        if case .dataCorrupted(let context) = error, let yaml = context.underlyingError as? YamlError {
            message = "this is not YAML: \(yaml)"
        } else {
            message = error.words
        }
    }
}
