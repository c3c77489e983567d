import Selections
import TestSupport
import Testing

struct QueryRoundTripTests {
    private let maker = RandomCriterion(vocabulary: .awkward)

    @Test(arguments: 0..<1_500 as Range<UInt64>)
    func `a printed criterion is read as itself`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let criterion = maker.make(using: &random)
        let query = criterion.queryText
        #expect(try Criterion(query: query) == criterion, "seed \(seed), query \(query)")
    }

    @Test(arguments: 0..<500 as Range<UInt64>)
    func `a printed criterion with degenerate groups is read as its equal`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var maker = maker
        maker.makesDegenerateGroups = true
        let criterion = maker.make(using: &random)
        let query = criterion.queryText
        #expect(try Criterion(query: query).normalised == criterion.normalised, "seed \(seed), query \(query)")
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `a printed selection has the same meaning when it is read`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let selection = maker.makeSelection(using: &random)
        #expect(try Selection(query: selection.queryText).criterion == selection.criterion, "seed \(seed)")
    }

    @Test(arguments: [
        "tag = VIP and not tag in (OLD, SHOE_BUYERS) and (score > 100 or state = customer)",
        "created within 30 days and detail.city ~ krak",
        "name = \"and\" or name = \"Jan Kowalski\" or name = Kraków",
        "detail.\"shoe size\" between 40.0 and 43.5",
        "not (invalid or removed) and has phone",
        "(invalid and removed) and monitored",
        "tag all (A, B) or tag-score.VIP = 5",
        "score > 1 and <= 5 and created since 2026-01-31T08:00:00Z",
        "modified between 2026-01-01 and 2026-01-31 or email-status = opted-in",
    ])
    func `a query in its plain form is printed as it was`(query: String) throws {
        #expect(try Criterion(query: query).queryText == query)
    }
}

extension RandomCriterion {
    /// Boxes with up to three criteria each.
    func makeSelection(using random: inout SeededGenerator) -> Selection {
        var selection = Selection()
        if random.chance(0.5), !vocabulary.segments.isEmpty { selection.segment = random.pick(vocabulary.segments) }
        selection.include = makeSeveral(using: &random)
        selection.exclude = makeSeveral(using: &random)
        selection.filter = makeSeveral(using: &random)
        return selection
    }

    private func makeSeveral(using random: inout SeededGenerator) -> [Criterion] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in make(using: &random) }
    }
}
