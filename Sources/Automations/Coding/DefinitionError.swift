import Contacts
import Foundation
import Parsing
import Yams

/// Why a text is not a rule or workflow.
package struct DefinitionError: ExplainedError, Equatable {
    /// What is wrong, where, and what to write instead.
    package let message: String

    init(_ message: String) {
        self.message = message
    }

    /// Reads a text that somebody wrote, with every failure in words.
    static func reading<Value>(
        _ format: String,
        _ text: String,
        _ read: () throws -> Value
    ) throws(DefinitionError) -> Value {
        guard text.utf8.count <= maximumSize else {
            throw DefinitionError(
                "this has \(text.utf8.count / 1_000) kB, the limit is \(maximumSize / 1_000) kB; split it up"
            )
        }
        do {
            return try read()
        } catch let error as ParsingError {
            throw DefinitionError(error.message)
        } catch DecodingError.dataCorrupted(let context) {
            if let yaml = context.underlyingError as? YamlError {
                throw DefinitionError("this is not \(format): \(yaml)")
            }
            // Our own errors name their place; JSON that cannot be parsed has the parser's words beneath.
            let underlying = (context.underlyingError as NSError?)?.userInfo["NSDebugDescription"] as? String
            throw DefinitionError(underlying.map { "\(context.debugDescription) \($0)" } ?? context.debugDescription)
        } catch {
            throw DefinitionError("this is not \(format): \(error)")
        }
    }

    /// The longest text that is read, in bytes: more than a workflow of the largest size.
    private static let maximumSize = 2_000_000
}
