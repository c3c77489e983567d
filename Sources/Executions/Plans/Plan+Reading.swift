import Foundation
import Yams

extension Plan {
    /// Reads a plan file; JSON is YAML too.
    package init(yaml text: String) throws(PlanError) {
        do {
            self = try YAMLDecoder().decode(Plan.self, from: text)
        } catch let error as DecodingError {
            throw PlanError(error)
        } catch let error as YamlError {
            throw PlanError(message: "this is not YAML: \(error)")
        } catch {
            throw PlanError(message: "this is not a plan: \(error)")
        }
    }

    /// Reads a plan as JSON.
    package init(json text: String) throws(PlanError) {
        do {
            self = try JSONDecoder().decode(Plan.self, from: Data(text.utf8))
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
package struct PlanError: Error, Equatable {
    /// What is wrong, where, and what to write instead.
    package let message: String

    init(message: String) {
        self.message = message
    }

    init(_ error: DecodingError) {
        let context: DecodingError.Context
        let problem: String
        switch error {
        case .dataCorrupted(let found):
            if let yaml = found.underlyingError as? YamlError {
                message = "this is not YAML: \(yaml)"
                return
            }
            // Our own errors name their place; JSON that cannot be parsed has the parser's words beneath.
            let underlying = (found.underlyingError as NSError?)?.userInfo["NSDebugDescription"] as? String
            message = underlying.map { "\(found.debugDescription) \($0)" } ?? found.debugDescription
            return
        case .keyNotFound(let key, let found): (context, problem) = (found, "the key \"\(key.stringValue)\" is missing")
        case .typeMismatch(let type, let found), .valueNotFound(let type, let found):
            (context, problem) = (found, "this must be \(Self.name(of: type))")
        @unknown default: (context, problem) = (.init(codingPath: [], debugDescription: ""), "this cannot be read")
        }
        let place = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        message = place.isEmpty ? problem : "\(place.drop { $0 == "." }): \(problem)"
    }

    private static func name(of type: Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is Int.Type, is Int64.Type: "a whole number"
        case is [Any].Type: "a list"
        default: "an object or a list"
        }
    }
}
