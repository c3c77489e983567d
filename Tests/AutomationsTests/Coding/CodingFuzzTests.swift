import Foundation
import TestSupport
import Testing

@testable import Automations

/// Any text is read or refused with words, and never ends the program.
struct CodingFuzzTests {
    private static let fragments = [
        "kind: rule\n", "kind: workflow\n", "name: A\n", "definition:\n", "  events:\n", "  - contact-added\n",
        "  nodes:\n",
        "    - { id: 1, stop: true }\n", "{", "}", "[", "]", ":", ",", "- ", "&a", "*a", "!!int", "|", ">", "'", "\"",
        "\t",
        "~", "null", "1e999", ".inf", "9999999999999999999999", "0x1F", "2026-12-01T09:00", "birthday:",
        "wait: 3 days\n",
        "condition: [", "if: 'tag =", "\u{0}", "\u{FEFF}", "🎉", "<<: *a", "---\n", "...\n", "%YAML 1.2\n", "\n", "  ",
    ]

    @Test(arguments: 0..<1_500 as Range<UInt64>)
    func `random words never end the program`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        check((0..<random.int(0...25)).map { _ in random.pick(Self.fragments) }.joined(), seed)
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `a damaged file never ends the program`(seed: UInt64) throws {
        var make = RandomDefinition(random: SeededGenerator(seed: seed))
        var text = Array(try make.file().yamlText.unicodeScalars)
        for _ in 0..<make.random.int(1...3) where !text.isEmpty {
            let index = make.random.int(0...text.count - 1)
            if make.random.chance(0.5) {
                text.remove(at: index)
            } else {
                text.swapAt(index, make.random.int(0...index))
            }
        }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text)
        check(String(scalars), seed)
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `damaged JSON never ends the program`(seed: UInt64) throws {
        var make = RandomDefinition(random: SeededGenerator(seed: seed))
        let definition = make.file().definition
        var bytes = Array(try definition.jsonText.utf8)
        for _ in 0..<make.random.int(1...3) {
            bytes[make.random.int(0...bytes.count - 1)] = UInt8(make.random.int(0...127))
        }
        do {
            _ = try Definition(json: String(decoding: bytes, as: UTF8.self), definition.kind)
        } catch {
            #expect(!error.message.isEmpty, "seed \(seed)")
        }
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func `nesting without end is refused`(part: String) {
        check(String(repeating: part, count: 100_000), 0)
    }

    @Test func `a file without end is refused`() {
        #expect(throws: DefinitionError.self) {
            try AutomationFile(yaml: String(repeating: "# no end\n", count: 300_000))
        }
    }

    private func check(_ text: String, _ seed: UInt64) {
        do {
            let file = try AutomationFile(yaml: text)
            #expect((try? AutomationFile(yaml: file.yamlText)) == file, "seed \(seed): \(text)")
        } catch {
            #expect(!error.message.isEmpty, "seed \(seed)")
        }
    }
}
