import Foundation
import TestSupport
import Testing

@testable import Parsing

struct JSONDocumentTests {
    @Test(arguments: [
        ("null", JSONValue.null), (" true ", .flag(true)), ("false", .flag(false)), ("-12", .integer(-12)),
        ("0", .integer(0)), ("1.5", .number(1.5)), ("2E3", .number(2000)),
        ("36893488147419103232", .number(36_893_488_147_419_103_232)),
        (#""""#, .text("")), (#""zażółć""#, .text("zażółć")), (#""\u0041\ud83d\ude00\n\"\\\/""#, .text("A😀\n\"\\/")),
        ("[]", .list([])), ("[1, [2], {}]", .list([.integer(1), .list([.integer(2)]), .object([:])])),
        (#"{"a": {"b": []}, "c": null}"#, .object(["a": .object(["b": .list([])]), "c": .null])),
        (#"{"a": 1, "a": 2}"#, .object(["a": .integer(2)])),
    ])
    func `a text is read as the values that it means`(text: String, value: JSONValue) throws {
        #expect(try JSONDocument(text).value == value)
    }

    @Test(arguments: [
        "", " ", "{", "[", "]", "[1,]", "[,1]", "[1 2]", "{a: 1}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{1: 2}", "01",
        "-", "1.",
        ".5", "1e", "+1", "NaN", "tru", "truex", "'a'", #""a"#, #""\x""#, #""\u12""#, #""\ud83d""#, #""\ude00""#,
        "\"\n\"",
        "1 1", "[1]]", "1e999", "-1e400", "nullnull", "//", "\u{FEFF}1", #"["a": 1]"#, #"{"a": 1]"#, "[1}",
    ])
    func `what is not JSON is refused`(text: String) {
        #expect(throws: ParsingError.self) { try JSONDocument(text) }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0xFF]] {
            #expect(throws: ParsingError.self) { try JSONDocument(bytes) }
        }
    }

    @Test func `each limit is held exactly`() throws {
        let limits = ParsingLimits(bytes: 40, depth: 3, values: 5)
        _ = try JSONDocument("[[[1]]]", limits: limits)
        #expect(throws: ParsingError.tooDeep(limit: 3)) { try JSONDocument("[[[[1]]]]", limits: limits) }
        _ = try JSONDocument("[1,1,1,1]", limits: limits)
        #expect(throws: ParsingError.tooManyValues(limit: 5)) { try JSONDocument("[1,1,1,1,1]", limits: limits) }
        _ = try JSONDocument("1" + String(repeating: " ", count: 39), limits: limits)
        #expect(throws: ParsingError.tooLarge(limit: 40)) {
            try JSONDocument("1" + String(repeating: " ", count: 40), limits: limits)
        }
        #expect(throws: ParsingError.self) { try JSONDocument(String(repeating: "1", count: 65)) }
    }

    @Test func `the shapes that once took seconds are refused by a limit`() {
        let deep = String(repeating: #"{"a":"#, count: 510) + "1" + String(repeating: "}", count: 510)
        #expect(throws: ParsingError.tooDeep(limit: 32)) { try JSONDocument(deep) }
        let wide = "[" + String(repeating: "{},", count: 1_300_000) + "{}]"
        #expect(throws: ParsingError.tooManyValues(limit: 110_000)) { try JSONDocument(wide) }
    }

    @Test func `members are found without reading the others`() throws {
        let document = try JSONDocument(
            #"{"a": [{"sha": "no"}], "sha": "x\u0079", "n": 5, "sha2": {}, "o": {"sha": 1}}"#
        )
        #expect(document.text(of: "sha") == "xy")
        #expect(document.text(of: "n") == "5")
        #expect(document.text(of: "sha2") == nil)
        #expect(document.text(of: "z") == nil)
        #expect(document.names == ["a", "sha", "n", "sha2", "o"])
        #expect(try JSONDocument("[]").names == [])
    }

    @Test func `a zero character is seen, and one that only looks so is not`() throws {
        #expect(try JSONDocument(#"{"a": ["\u0000"]}"#).hasZeroCharacter)
        #expect(try !JSONDocument(#"{"a": ["\\u0000"]}"#).hasZeroCharacter)
    }

    /// What we take, Foundation takes as well, and gives the same values.
    @Test func `random texts mean what they mean to Foundation`() throws {
        var random = SeededGenerator(for: "random JSON")
        for _ in 0..<3_000 {
            let text = RandomJSON.text(using: &random)
            guard let ours = try? JSONDocument(text) else { continue }
            let theirs = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
            #expect(Self.matches(ours.value, theirs), "\(text)")
        }
    }

    private static func matches(_ ours: JSONValue, _ theirs: Any) -> Bool {
        switch ours {
        case .null: theirs is NSNull
        case .flag(let flag): (theirs as? Bool) == flag
        case .integer(let integer): (theirs as? Int64) == integer
        case .number(let number): (theirs as? Double) == number
        case .text(let text): (theirs as? String) == text
        case .list(let list):
            (theirs as? [Any]).map { $0.count == list.count && zip(list, $0).allSatisfy(matches) } ?? false
        case .object(let members):
            (theirs as? [String: Any]).map { other in
                other.count == members.count
                    && members.allSatisfy { name, value in other[name].map { matches(value, $0) } ?? false }
            } ?? false
        }
    }
}
