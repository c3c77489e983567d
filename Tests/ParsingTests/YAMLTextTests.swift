import Testing

@testable import Parsing

struct YAMLTextTests {
    @Test func `anchors and aliases work as long as they are few`() throws {
        let text = "a: &one [1, 2]\nb: *one\nc: *one\n"
        #expect(try YAMLText(text).decode([String: [Int]].self) == ["a": [1, 2], "b": [1, 2], "c": [1, 2]])
    }

    @Test func `aliases that multiply are refused`() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(throws: ParsingError.tooManyAliases(limit: 10)) { try YAMLText(bomb) }
        #expect(throws: ParsingError.tooManyAliases(limit: 10)) {
            try YAMLText("x: &n 1\ny: [" + String(repeating: "*n,", count: 11) + "*n")
        }
    }

    @Test func `asterisks of ordinary texts are no aliases`() throws {
        let text = "text: |\n" + String(repeating: "  *now* and & then *later* -- 5 * 5 & 4\n", count: 100)
        #expect(try YAMLText(text).decode([String: String].self)["text"]?.contains("*now*") == true)
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func `levels have a limit`(opening: String) {
        #expect(throws: ParsingError.tooDeep(limit: 250)) { try YAMLText(String(repeating: opening, count: 1_000)) }
    }

    @Test func `levels by indentation have a limit`() {
        let text = (0..<400).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
        #expect(throws: ParsingError.tooDeep(limit: 250)) { try YAMLText(text) }
    }

    @Test func `as many levels as the limit are read without running out of stack`() throws {
        let text = String(repeating: "[", count: 250) + String(repeating: "]", count: 250)
        #expect(throws: (any Error).self) { try YAMLText(text).decode([String: String].self) }
    }

    @Test func `lines of dashes are text`() throws {
        let text = "a: |\n  " + String(repeating: "-", count: 400) + "\n---\n"
        _ = try YAMLText(text)
    }

    @Test func `size and number of values have limits`() {
        #expect(throws: ParsingError.tooLarge(limit: 2_000_000)) {
            try YAMLText(String(repeating: "a", count: 2_000_001))
        }
        #expect(throws: ParsingError.tooManyValues(limit: 50_000)) {
            try YAMLText(String(repeating: "a,", count: 60_000))
        }
        #expect(throws: ParsingError.tooManyValues(limit: 50_000)) {
            try YAMLText(String(repeating: "\n", count: 60_000))
        }
    }
}
