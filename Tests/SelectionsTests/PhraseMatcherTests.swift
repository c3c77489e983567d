import TestSupport
import Testing

@testable import Selections

struct PhraseMatcherTests {
    @Test func `what it finds is what searching for each phrase finds`() {
        var random = SeededGenerator(for: "what it finds is what searching for each phrase finds")
        for _ in 0..<2_000 {
            let phrases = (0..<random.int(0...12)).map { _ in Self.text(0...4, &random) }
            let begun = (0..<random.int(0...6)).map { _ in Self.text(0...4, &random) }
            let matcher = PhraseMatcher(
                contained: phrases.enumerated().map { ($1, $0) },
                begun: begun.enumerated().map { ($1, phrases.count + $0) }
            )
            for _ in 0..<5 {
                let text = Self.text(0...12, &random)
                var found: Set<Int> = []
                matcher.forEachMatch(in: text) { found.insert($0) }
                let contained = phrases.indices.filter { TextMatch.contains(phrases[$0]).matches(key: text) }
                let starting = begun.indices.filter { TextMatch.starts(begun[$0]).matches(key: text) }
                #expect(found == Set(contained + starting.map { phrases.count + $0 }), "\(phrases) \(begun) \(text)")
            }
        }
    }

    private static func text(_ length: ClosedRange<Int>, _ random: inout SeededGenerator) -> String {
        (0..<random.int(length)).map { _ in random.pick(["a", "b", "ab", "ł", "é"]) }.joined()
    }
}
