import Foundation
import Selections
import TestSupport
import Testing

/// Any input is read or refused; what is read can be printed and read again.
struct QueryFuzzTests {
    private static let fragments = [
        "and", "or", "not", "all", "in", "between", "has", "starts", "within", "before", "since", "after", "on", "tag",
        "tag-score.", "tag-score.VIP", "detail.", "detail.city", "funnel.", "funnel.Onboarding", "rule.",
        "rule.Welcome", "workflow.Welcome", "inside", "score", "state",
        "customer", "created", "segment", "email", "name", "phone", "invalid", "removed", "=", "!=", "<", "<=", ">",
        ">=", "~", "(", ")", ",", "\"", "\\",
        "'", "!", "5", "-3", "1e400", "9999999999999999999999", "2026-01-31", "2026-02-30", "2026-01-31T09:00:00+01:00",
        "9999-12-31", "days", "VIP", "Kraków", "\u{301}", "🎉", "\u{0}", "\u{FEFF}", "\r\n", "İ", "ß", "\u{202E}", "",
    ]

    private static let jsonFragments = [
        "{", "}", "[", "]", ":", ",", "null", "true", "1", "-1.5", "1e999", "\"type\"", "\"of\"", "\"and\"", "\"not\"",
        "\"tag\"", "\"names\"", "\"score\"", "\"min\"", "\"include\"", "\"filter\"", "\"version\"", "\"invalid\"",
        "\"created\"", "\"on\"", "\"2026-02-30\"", "\"", "\\u0000", "{\"type\":", "\"of\":[", "{\"type\":\"invalid\"}",
    ]

    @Test(arguments: 0..<3_000 as Range<UInt64>)
    func `random words never crash the parser`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 0...25, using: &random)
        let words = (0..<count).map { _ in random.pick(Self.fragments) }
        check(words.joined(separator: random.chance(0.7) ? " " : ""), seed: seed)
    }

    @Test(arguments: 0..<1_000 as Range<UInt64>)
    func `random scalars never crash the parser`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            let limit: UInt32 = random.chance(0.7) ? 0x7F : 0x1_FFFF
            Unicode.Scalar(UInt32.random(in: 0...limit, using: &random)).map { scalars.append($0) }
        }
        check(String(scalars), seed: seed)
    }

    @Test(arguments: 0..<1_500 as Range<UInt64>)
    func `a damaged query never crashes the parser`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var query = Array(RandomCriterion(vocabulary: .awkward).make(using: &random).queryText.unicodeScalars)
        for _ in 0..<Int.random(in: 1...3, using: &random) where !query.isEmpty {
            let index = Int.random(in: query.indices, using: &random)
            if random.chance(0.5) { query.remove(at: index) } else { query.swapAt(index, 0) }
        }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: query)
        check(String(scalars), seed: seed)
    }

    @Test(arguments: 0..<2_000 as Range<UInt64>)
    func `random JSON never crashes the decoder`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 0...25, using: &random)
        let json = Data((0..<count).map { _ in random.pick(Self.jsonFragments) }.joined().utf8)
        _ = try? JSONDecoder().decode(Criterion.self, from: json)
        _ = try? JSONDecoder().decode(Selection.self, from: json)
    }

    @Test(arguments: 0..<1_000 as Range<UInt64>)
    func `damaged JSON never crashes the decoder`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var json = try JSONEncoder().encode(RandomCriterion(vocabulary: .awkward).makeSelection(using: &random))
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let index = Int.random(in: json.indices, using: &random)
            json[index] = random.chance(0.5) ? random.pick(json) : UInt8.random(in: 0...255, using: &random)
        }
        _ = try? JSONDecoder().decode(Selection.self, from: json)
    }

    private func check(_ query: String, seed: UInt64) {
        do throws(QuerySyntaxError) {
            let criterion = try Criterion(query: query)
            let printed = criterion.queryText
            #expect((try? Criterion(query: printed)) == criterion, "seed \(seed), printed \(printed)")
            #expect(Selection(criterion).criterion == criterion, "seed \(seed)")
        } catch {
            #expect((1...query.count + 1).contains(error.column), "seed \(seed), query \(query)")
            #expect(!error.message.isEmpty)
        }
    }
}
