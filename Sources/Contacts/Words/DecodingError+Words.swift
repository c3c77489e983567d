import Foundation

extension DecodingError {
    /// What is wrong with a document, and where in it.
    package var words: String {
        let context: Context
        let problem: String
        switch self {
        case .dataCorrupted(let found):
            // Our own errors name their place; JSON that cannot be parsed has the parser's words beneath.
            let underlying = (found.underlyingError as NSError?)?.userInfo["NSDebugDescription"] as? String
            return underlying.map { "\(found.debugDescription) \($0)" } ?? found.debugDescription
        case .keyNotFound(let key, let found): (context, problem) = (found, "the key \"\(key.stringValue)\" is missing")
        case .typeMismatch(let type, let found), .valueNotFound(let type, let found):
            (context, problem) = (found, "this must be \(Self.name(of: type))")
        @unknown default: (context, problem) = (.init(codingPath: [], debugDescription: ""), "this cannot be read")
        }
        let place = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        return place.isEmpty ? problem : "\(place.drop { $0 == "." }): \(problem)"
    }

    private static func name(of type: Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is Int.Type, is Int64.Type: "a whole number"
        case is Double.Type: "a number"
        case is [Any].Type: "a list"
        default: "an object or a list"
        }
    }
}
