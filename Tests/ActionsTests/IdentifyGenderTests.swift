import Actions
import Bitmaps
import Contacts
import Genders
import TestSupport
import Testing

/// Action O: a tag by the name.
struct IdentifyGenderTests {
    private let women = Facet.tag(TagName(stored: "SEX_F"))
    private let men = Facet.tag(TagName(stored: "SEX_M"))
    private let unknown = Facet.tag(TagName(stored: "SEX_UNKNOWN"))
    private let polish = IdentifyGender(.poland, firstName: .first, tags: sexes)

    private func named(_ names: [String?]) -> MemoryFacets {
        let values = names.map { $0.map { [Facet.field(.name): FacetValue.text($0)] } ?? [:] }
        return MemoryFacets(Dictionary(uniqueKeysWithValues: zip(UInt32(1)..., values)))
    }

    @Test func `each contact gets one tag, also who has no name`() throws {
        let facets = named(["Anna Nowak", "Jan Nowak", "Alex Nowak", nil, "Zofia Lis"])
        let effect = try polish.effect(on: facets)
        let tag = FacetValue.tag(score: 1, addedAt: TestClock.start)
        #expect(
            effect.changes == [
                Change(women, [1, 5], from: .same(.none), to: .same(tag)),
                Change(men, [2], from: .same(.none), to: .same(tag)),
                Change(unknown, [3, 4], from: .same(.none), to: .same(tag)),
            ]
        )
        #expect(effect.outcome == Outcome(changed: 5, parts: [.women: 2, .men: 1, .unknown: 2]))
        #expect(effect.outcome.partsInWords == "2 women, 1 men, 2 unknown")
        facets.apply(effect.changes)
        let again = try polish.effect(on: facets)
        #expect(again.changes.isEmpty)
        #expect(again.outcome == Outcome(unchanged: 5, parts: [.women: 2, .men: 1, .unknown: 2]))
    }

    @Test func `the other two tags stay, and a tag keeps its date and score`() throws {
        let old = FacetValue.tag(score: 9, addedAt: 1)
        let name = FacetValue.text("Anna Nowak")
        let facets = MemoryFacets([
            1: [.field(.name): name, men: old, unknown: old], 2: [.field(.name): name, women: old],
        ])
        let effect = try polish.effect(on: facets)
        #expect(effect.changes.map(\.facet) == [women] && effect.changes[0].contacts == [1])
        #expect(effect.outcome == Outcome(changed: 1, unchanged: 1, parts: [.women: 2, .men: 0, .unknown: 0]))
    }

    @Test func `country and position count`() throws {
        let facets = named(["Kovács László", "Nagy Jánosné", "Marek Jana"])
        let hungarian = try IdentifyGender(.hungary, firstName: .last, tags: sexes).effect(on: facets)
        #expect(hungarian.outcome.parts?[.women] ?? 0 >= 1 && hungarian.outcome.parts?[.men] == 1)
        let czech = try IdentifyGender(.czechia, firstName: .first, tags: sexes).effect(on: facets)
        #expect(czech.changes.first { $0.facet == unknown }?.contacts.contains(3) == true)
    }

    @Test func `a plan may delete the tags of an earlier run first`() throws {
        let facets = MemoryFacets([1: [.field(.name): .text("Jan Nowak"), women: .tag(score: 1, addedAt: 1)]])
        let list = try ActionList([
            .identifyGender(polish), .deleteTags(DeleteTags([sexes.women, sexes.men, sexes.unknown])),
        ])
        facets.apply(try list.effect(on: [1], reading: facets, in: context).changes.changes)
        #expect(facets.contacts[1]?[women] == FacetValue.none)
        #expect(facets.contacts[1]?[men] == .tag(score: 1, addedAt: TestClock.start))
    }

    @Test func `outcomes of blocks add up, also where one found nothing`() {
        let found = Outcome(changed: 3, parts: [.women: 1, .unknown: 2])
        #expect((found + found).parts == [.women: 2, .unknown: 4])
        #expect((found + Outcome(skipped: [.deleted: 1])).parts == found.parts)
        #expect((Outcome() + found).parts == found.parts && (Outcome() + Outcome()).parts == nil)
    }

    @Test func `three tags are three`() {
        let (one, two) = (TagName(stored: "A"), TagName(stored: "B"))
        #expect(throws: GenderTagsError(tag: one)) { try GenderTags(women: one, men: one, unknown: two) }
        #expect(throws: GenderTagsError(tag: one)) { try GenderTags(women: one, men: two, unknown: one) }
        #expect(throws: GenderTagsError(tag: two)) { try GenderTags(women: one, men: two, unknown: two) }
    }
}
