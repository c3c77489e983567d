import Contacts
import Selections
import TestSupport
import Testing

struct SelectionBoxesTests {
    private let maker = RandomCriterion(vocabulary: .awkward, makesDegenerateGroups: true)

    @Test(arguments: 0..<1_000 as Range<UInt64>)
    func `boxes keep every criterion as it is`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let criterion = maker.make(using: &random)
        #expect(Selection(criterion).criterion == criterion, "seed \(seed)")
        #expect(Selection(criterion.normalised).criterion == criterion.normalised, "seed \(seed)")
    }

    @Test(arguments: 0..<1_000 as Range<UInt64>)
    func `boxes that were one criterion in between have the same meaning`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let selection = maker.makeSelection(using: &random)
        #expect(Selection(selection.criterion).criterion == selection.criterion, "seed \(seed)")
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `the normal form is its own normal form and has no degenerate group`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let plain = maker.make(using: &random).normalised
        #expect(plain.normalised == plain, "seed \(seed)")
        #expect(try Criterion(query: plain.queryText) == plain, "seed \(seed)")
    }

    @Test func `the canonical shape goes back into its boxes`() {
        let selection = Selection(
            segment: "Buyers",
            include: [.leaf(.invalid), .leaf(.monitored)],
            exclude: [.leaf(.removed), .leaf(.emailStatus(.optedOut))],
            filter: [.leaf(.score(ValueRange(lower: .init(10, isIncluded: true)))), .leaf(.state([.customer]))]
        )
        #expect(Selection(selection.criterion) == selection)
    }

    @Test func `a tag and a filter go into their boxes`() throws {
        let selection = try Selection(query: "tag = VIP and not tag = OLD and score > 5")
        #expect(selection.include.map(\.queryText) == ["tag = VIP"])
        #expect(selection.exclude.map(\.queryText) == ["tag = OLD"])
        #expect(selection.filter.map(\.queryText) == ["score > 5"])
    }

    @Test func `groups of one and of none have plain equals`() {
        #expect(Criterion.and([]).normalised == .all)
        #expect(Criterion.or([]).normalised == .not(.all))
        #expect(Criterion.and([.or([.leaf(.invalid)])]).normalised == .leaf(.invalid))
        let nested = Criterion.and([.and([.leaf(.invalid), .all]), .leaf(.removed)])
        #expect(nested.normalised == .and([.leaf(.invalid), .all, .leaf(.removed)]))
    }

    @Test func `a walk finds leaves in order, segments and removed`() throws {
        let criterion = try Criterion(query: "segment = A and (invalid or not (segment = B and removed)) or monitored")
        #expect(criterion.leaves == [.invalid, .removed, .monitored])
        #expect(criterion.segmentNames == ["A", "B"])
        #expect(criterion.mentionsRemoved)
        #expect(try !Criterion(query: "invalid").mentionsRemoved)
    }
}
