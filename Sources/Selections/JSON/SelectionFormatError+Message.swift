import Contacts

extension SelectionFormatError {
    /// The error in words: what is wrong and what to write instead, without the path.
    package var message: String {
        switch self {
        case .wrongKind(let kind): "this must be \(kind.text)"
        case .missingKey(let key): "the key \"\(key)\" is missing; add it"
        case .unknownKey(let key, let allowed):
            "the key \"\(key)\" is unknown here; use \(Self.list(allowed)), or remove it"
        case .unknownWord(let word, let allowed): "\"\(word)\" is unknown here; use \(Self.list(allowed))"
        case .notExactlyOne(let keys): "write exactly one of \(Self.quoted(keys))"
        case .noneOf(let keys): "write at least one of \(Self.quoted(keys))"
        case .conflict(let first, let second): "\"\(first)\" and \"\(second)\" set the same end; remove one of them"
        case .emptyList: "the list is empty; write at least one element"
        case .notAPair: "write exactly two dates, the first and the last"
        case .emptyRange: "the range is empty, nothing lies between its ends; swap or widen them"
        case .outOfRange(let range): "write a number from \(range.lowerBound) to \(range.upperBound)"
        case .tooDeep(let limit): "criteria nest deeper than \(limit) levels; save a part of them as a segment"
        case .notADate(let text):
            "\"\(text)\" is not a date; write one like 2026-01-31 or 2026-01-31T09:00:00+01:00"
        case .impossibleDate(let text): "\"\(text)\" is not in the calendar of the years 1 to 9999; correct it"
        case .missingOffset(let text): "\"\(text)\" has no offset; add Z or one like +01:00"
        case .tagName(let error): "this cannot be a tag: \(error.problem)"
        case .detailName(let error): "this cannot name a detail: \(error.problem)"
        case .couponName(let error): "this cannot name a coupon: \(error.problem)"
        case .query(let error): error.message
        case .unknownVersion(let version, let known): "version \(version) is unknown; write version \(known)"
        }
    }

    /// The place in a document, such as `include[0].of[1]`.
    static func text(of path: [any CodingKey]) -> String {
        path.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }

    private static func list(_ words: [String]) -> String {
        words.count == 1 ? quoted(words) : "one of \(quoted(words))"
    }

    private static func quoted(_ words: [String]) -> String {
        words.map { "\"\($0)\"" }.joined(separator: ", ")
    }
}

extension SelectionFormatError.Kind {
    fileprivate var text: String {
        switch self {
        case .criterion: "a criterion: an object with a \"type\", or a query in quotes"
        case .selection: "an object with the keys of a selection"
        case .detailMatch:
            "a value, a list of values, or an object with \"contains\", \"exists\", or \"min\", \"above\", \"max\" and \"below\""
        case .list: "a list"
        case .text: "a text"
        case .wholeNumber: "a whole number"
        case .number: "a number"
        case .yes: "true; wrap the criterion into \"not\" for the opposite"
        }
    }
}
