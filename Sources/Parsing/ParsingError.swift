import Contacts

/// Why a text from outside is not read.
package enum ParsingError: ExplainedError, Equatable {
    case tooLarge(limit: Int)
    case tooDeep(limit: Int)
    case tooManyValues(limit: Int)
    /// The text breaks the rules of its format at a byte, counted from 1.
    case malformed(format: String, byte: Int, problem: String)
    /// More aliases of anchors than a file that people write has.
    case tooManyAliases(limit: Int)

    package var message: String {
        switch self {
        case .tooLarge(let limit): "the text has more than \(limit.grouped) bytes: send less at a time"
        case .tooDeep(let limit):
            "lists and objects nest deeper than \(limit) levels: write nested conditions as query text instead"
        case .tooManyValues(let limit): "the text holds more than \(limit.grouped) values: send less at a time"
        case .malformed(let format, let byte, let problem): "the text is not \(format): \(problem) at byte \(byte)"
        case .tooManyAliases(let limit):
            "the text repeats anchors with more than \(limit) aliases: write the parts out instead"
        }
    }
}
