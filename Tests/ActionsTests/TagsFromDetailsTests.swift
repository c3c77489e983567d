import Actions
import Bitmaps
import Contacts
import TestSupport
import Testing

/// Action D with names made from details: `SHOESIZE_` and `43` give `SHOESIZE_43`.
struct TagsFromDetailsTests {
    private let size = Facet.detail(detail("shoe_size"))
    private let width = Facet.detail(detail("width"))

    private func added(_ effect: Effect) -> [String: [UInt32]] {
        var result: [String: [UInt32]] = [:]
        for change in effect.changes {
            if case .tag(let name) = change.facet { result[name.text] = change.contacts.numbers }
        }
        return result
    }

    @Test func `the prefix and the value make the tag`() throws {
        let facets = MemoryFacets(size, [1: .text("43"), 2: .text("44"), 3: .text("43"), 4: .none])
        let effect = try AddTagsFromDetails([detail("shoe_size")], prefix: "SHOESIZE_", score: 3).effect(on: facets)
        #expect(added(effect) == ["SHOESIZE_43": [1, 3], "SHOESIZE_44": [2]])
        #expect(effect.changes.allSatisfy { $0.new == .same(.tag(score: 3, addedAt: TestClock.start)) })
        #expect(effect.outcome == Outcome(changed: 3, skipped: [.detailMissing: 1]))
    }

    @Test func `the one prefix stands before the values of all the details`() throws {
        let facets = MemoryFacets([1: [size: .text("43"), width: .text("h")], 2: [width: .text("g")], 3: [:]])
        let effect = try AddTagsFromDetails([detail("shoe_size"), detail("width")], prefix: "x ").effect(on: facets)
        #expect(added(effect) == ["X_43": [1], "X_G": [2], "X_H": [1]])
        #expect(effect.outcome == Outcome(changed: 2, skipped: [.detailMissing: 1]))
    }

    @Test func `values that normalise alike make one tag`() throws {
        let facets = MemoryFacets(size, [1: .text("łódź"), 2: .text("LODZ"), 3: .text(" Lodz ")])
        let effect = try AddTagsFromDetails([detail("shoe_size")], prefix: "").effect(on: facets)
        #expect(added(effect) == ["LODZ": [1, 2, 3]])
        #expect(effect.outcome == Outcome(changed: 3))
    }

    @Test func `a value that cannot be a tag leaves the contact out and says so`() throws {
        let facets = MemoryFacets([
            1: [size: .text("a,b")], 2: [size: .text(String(repeating: "x", count: 300))],
            3: [size: .text("a,b"), width: .text("w")], 4: [:], 5: [width: .text("w")],
        ])
        let effect = try AddTagsFromDetails([detail("shoe_size"), detail("width")], prefix: "P_").effect(on: facets)
        #expect(added(effect) == ["P_W": [3, 5]])
        #expect(effect.outcome == Outcome(changed: 2, skipped: [.detailMissing: 1, .detailNotUsableAsTag: 2]))
    }

    @Test func `a tag that is there stays, and counts as unchanged`() throws {
        let old = FacetValue.tag(score: 9, addedAt: 1)
        let facets = MemoryFacets([
            1: [size: .text("43"), .tag(TagName(stored: "S_43")): old], 2: [size: .text("43")],
        ])
        let effect = try AddTagsFromDetails([detail("shoe_size")], prefix: "S_").effect(on: facets)
        #expect(added(effect) == ["S_43": [2]])
        #expect(effect.outcome == Outcome(changed: 1, unchanged: 1))
    }

    @Test func `a detail named twice counts once`() throws {
        let facets = MemoryFacets(size, [1: .text("43"), 2: .none])
        let twice = try AddTagsFromDetails([detail("shoe_size"), detail("shoe_size")], prefix: "S_").effect(on: facets)
        #expect(added(twice) == ["S_43": [1]])
        #expect(twice.outcome == Outcome(changed: 1, skipped: [.detailMissing: 1]))
    }
}
