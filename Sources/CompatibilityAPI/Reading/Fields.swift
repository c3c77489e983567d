import Contacts
import Parsing
import Selections

/// The members of an object that a client sent; null counts as absent, and what is not known is passed over.
struct Fields: Sendable {
    private let members: [String: JSONValue]

    init(_ members: [String: JSONValue]) {
        self.members = members.filter { $0.value != .null }
    }

    func has(_ name: String) -> Bool { members[name] != nil }

    /// A text; numbers and flags are taken as what they look like.
    ///
    /// - Throws: `RequestError` when it is a list or an object.
    func text(_ name: String) throws(RequestError) -> String? {
        guard let value = members[name] else { return nil }
        guard let text = value.asText else { throw .unfit(name, "a text") }
        guard !text.utf8.contains(0) else { throw .zeroCharacter(name) }
        return text
    }

    /// A text that must be there.
    ///
    /// - Throws: `RequestError` when it is missing or blank.
    func neededText(_ name: String) throws(RequestError) -> String {
        guard let text = try text(name), !text.trimmed.isEmpty else { throw .missing(name) }
        return text
    }

    /// A flag; absent ones are false.
    func flag(_ name: String) throws(RequestError) -> Bool {
        switch members[name] {
        case nil: false
        case .flag(let flag): flag
        case .text(let text) where text.lowercased() == "true": true
        case .text(let text) where text.lowercased() == "false": false
        case .integer(1), .text("1"): true
        case .integer(0), .text("0"), .text(""): false
        default: throw .unfit(name, "true or false")
        }
    }

    /// A flag that is written as one; nothing for all else.
    func bareFlag(_ name: String) -> Bool? {
        guard case .flag(let flag)? = members[name] else { return nil }
        return flag
    }

    func integer(_ name: String) throws(RequestError) -> Int64? {
        switch members[name] {
        case nil: return nil
        case .integer(let integer): return integer
        case .number(let number):
            guard let integer = Int64(exactly: number) else { throw .unfit(name, "a whole number") }
            return integer
        case .text(let text):
            guard let integer = Int64(text.trimmed) else { throw .unfit(name, "a whole number") }
            return integer
        default: throw .unfit(name, "a whole number")
        }
    }

    func number(_ name: String) throws(RequestError) -> Double? {
        switch members[name] {
        case nil: return nil
        case .integer(let integer): return Double(integer)
        case .number(let number): return number
        case .text(let text):
            guard let number = Double(text.trimmed) else { throw .unfit(name, "a number") }
            return number
        default: throw .unfit(name, "a number")
        }
    }

    /// Texts, as a list or as a single one.
    func texts(_ name: String) throws(RequestError) -> [String] {
        switch members[name] {
        case nil: return []
        case .list(let values):
            return try values.filter { $0 != .null }.map { value throws(RequestError) in
                guard let text = value.asText else { throw .unfit(name, "a list of texts") }
                guard !text.utf8.contains(0) else { throw .zeroCharacter(name) }
                return text
            }
        default: return try text(name).map { [$0] } ?? []
        }
    }

    func object(_ name: String) throws(RequestError) -> Fields? {
        switch members[name] {
        case nil: return nil
        case .object(let object): return Fields(object)
        // PHP writes an object without members so.
        case .list([]): return Fields([:])
        default: throw .unfit(name, "an object")
        }
    }

    /// The objects of a list.
    func objects(_ name: String) throws(RequestError) -> [Fields] {
        switch members[name] {
        case nil: return []
        case .list(let values):
            return try values.map { value throws(RequestError) in
                guard case .object(let object) = value else { throw .unfit(name, "a list of objects") }
                return Fields(object)
            }
        default: throw .unfit(name, "a list of objects")
        }
    }

    /// A time in milliseconds: a number of milliseconds, or a text by ISO 8601.
    func instant(_ name: String) throws(RequestError) -> Int64? {
        switch members[name] {
        case nil: return nil
        case .text(let text):
            if let number = Int64(text.trimmed) { return number }
            // Clients in PHP write offsets without a colon.
            let usual = text.trimmed.replacing(/([+-][0-9]{2})([0-9]{2})$/) { "\($0.1):\($0.2)" }
            if case .instant(let instant)? = try? DatePoint(text: usual) { return instant }
            throw .unfit(name, "a time in milliseconds since 1970, or as 2026-12-01T09:00:00+01:00")
        default: return try integer(name)
        }
    }

    /// Every member as text, sorted by name.
    func allTexts() throws(RequestError) -> [(name: String, text: String)] {
        try members.keys.sorted().map { name throws(RequestError) in (name, try text(name) ?? "") }
    }
}

/// What is wrong with a request of a client.
enum RequestError: ExplainedError, Equatable {
    case missing(String)
    case unfit(String, String)
    case zeroCharacter(String)
    case tooMany(String, limit: Int)
    case refused(String)

    /// The error in words, with what to do.
    var message: String {
        switch self {
        case .missing(let name): "\(name) is missing"
        case .unfit(let name, let wanted): "\(name) must be \(wanted)"
        case .zeroCharacter(let name): "\(name) holds a zero character, which no database takes: leave it out"
        case .tooMany(let name, let limit): "\(name) has too many entries: send at most \(limit.grouped) at a time"
        case .refused(let words): words
        }
    }
}
