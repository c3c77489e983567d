import Actions
import Bitmaps
import Contacts
import TestSupport
import Testing

/// Each action does what the specification's section of its letter says, to whom it says, and to nobody else.
struct ActionEffectTests {
    // MARK: A

    @Test func `A opts out those who are opted in`() throws {
        let effect = try OptOut().effect(on: MemoryFacets(.emailStatus, [1: .yes, 2: .no, 7: .yes]))
        #expect(effect.changes == [Change(.emailStatus, [1, 7], from: .same(.yes), to: .same(.no))])
        #expect(effect.outcome == Outcome(changed: 2, unchanged: 1))
    }

    // MARK: B

    @Test func `B marks addresses as invalid and keeps the consent`() throws {
        let facets = MemoryFacets([
            1: [.invalid: .no, .emailStatus: .yes], 2: [.invalid: .yes, .emailStatus: .yes],
        ])
        let effect = try ChangeInvalid(.mark).effect(on: facets)
        #expect(effect.changes == [Change(.invalid, [1], from: .same(.no), to: .same(.yes))])
        #expect(effect.outcome == Outcome(changed: 1, unchanged: 1))
    }

    @Test func `B restores the status that invalid contacts had before`() throws {
        let facets = MemoryFacets([
            1: [.invalid: .no, .emailStatus: .yes], 2: [.invalid: .yes, .emailStatus: .yes],
            3: [.invalid: .yes, .emailStatus: .no],
        ])
        let effect = try ChangeInvalid(.restore).effect(on: facets)
        #expect(effect.changes == [Change(.invalid, [2, 3], from: .same(.yes), to: .same(.no))])
        #expect(effect.outcome == Outcome(changed: 2, skipped: [.notInvalid: 1]))
        facets.apply(effect.changes)
        #expect(facets.contacts[2]?[.emailStatus] == .yes && facets.contacts[3]?[.emailStatus] == .no)
    }

    @Test func `B gives back after marking what there was before`() throws {
        let facets = MemoryFacets([1: [.invalid: .no, .emailStatus: .yes], 2: [.invalid: .no, .emailStatus: .no]])
        let before = facets.contacts
        facets.apply(try ChangeInvalid(.mark).effect(on: facets).changes)
        facets.apply(try ChangeInvalid(.restore).effect(on: facets).changes)
        #expect(facets.contacts == before)
    }

    // MARK: C

    @Test(arguments: MarketingStatus.allCases)
    func `C changes the mobile status both ways, with or without a phone number`(status: MarketingStatus) throws {
        let facets = MemoryFacets([
            1: [.mobileStatus: .yes, .field(.phone): .text("+48")], 2: [.mobileStatus: .no], 3: [.mobileStatus: .yes],
        ])
        let effect = try ChangeMobileStatus(status).effect(on: facets)
        let changed: Bitmap = status == .optedIn ? [2] : [1, 3]
        #expect(effect.changes.map(\.contacts) == [changed])
        #expect(effect.changes.first?.new == .same(.integer(status.rawValue)))
        #expect(effect.outcome == Outcome(changed: changed.count, unchanged: 3 - changed.count))
    }

    // MARK: D

    @Test func `D adds tags with their score and the present time`() throws {
        let effect = try AddTags(tags("A", "B"), score: 5).effect(on: MemoryFacets([1: [:], 2: [:]]))
        let tag = FacetValue.tag(score: 5, addedAt: TestClock.start)
        #expect(
            effect.changes == [
                Change(.tag(TagName(stored: "A")), [1, 2], from: .same(.none), to: .same(tag)),
                Change(.tag(TagName(stored: "B")), [1, 2], from: .same(.none), to: .same(tag)),
            ]
        )
        #expect(effect.outcome == Outcome(changed: 2))
    }

    @Test func `D leaves a tag that is there with its date and score`() throws {
        let old = FacetValue.tag(score: 99, addedAt: 1)
        let name = Facet.tag(TagName(stored: "A"))
        let facets = MemoryFacets([1: [name: old], 2: [:], 3: [name: old, .tag(TagName(stored: "B")): old]])
        let effect = try AddTags(tags("A", "B"), score: 5).effect(on: facets)
        #expect(effect.outcome == Outcome(changed: 2, unchanged: 1))
        facets.apply(effect.changes)
        #expect(facets.contacts[1]?[name] == old && facets.contacts[3]?[name] == old)
        #expect(facets.contacts[2]?[name] == .tag(score: 5, addedAt: TestClock.start))
    }

    @Test func `D deletes tags from those who have them`() throws {
        let facets = MemoryFacets([
            1: [.tag(TagName(stored: "A")): .tag(score: 1, addedAt: 2)],
            2: [
                .tag(TagName(stored: "A")): .tag(score: 3, addedAt: 4),
                .tag(TagName(stored: "B")): .tag(score: 5, addedAt: 6),
            ],
            3: [.tag(TagName(stored: "C")): .tag(score: 7, addedAt: 8)],
        ])
        let effect = try DeleteTags(tags("A", "B")).effect(on: facets)
        #expect(
            effect.changes == [
                Change(
                    .tag(TagName(stored: "A")),
                    [1, 2],
                    from: .each([.tag(score: 1, addedAt: 2), .tag(score: 3, addedAt: 4)]),
                    to: .same(.none)
                ),
                Change(.tag(TagName(stored: "B")), [2], from: .same(.tag(score: 5, addedAt: 6)), to: .same(.none)),
            ]
        )
        #expect(effect.outcome == Outcome(changed: 2, unchanged: 1))
    }

    // MARK: E

    @Test func `E sets a detail, over a value that is there`() throws {
        let city = Facet.detail(detail("city"))
        let facets = MemoryFacets(city, [1: .none, 2: .text("Kraków"), 3: .text("Łódź"), 4: .text("kraków")])
        let effect = try SetDetail(detail("city"), value: "Kraków").effect(on: facets)
        #expect(
            effect.changes == [
                Change(
                    city,
                    [1, 3, 4],
                    from: .each([.none, .text("Łódź"), .text("kraków")]),
                    to: .same(.text("Kraków"))
                )
            ]
        )
        #expect(effect.outcome == Outcome(changed: 3, unchanged: 1))
    }

    @Test func `E deletes a detail`() throws {
        let city = Facet.detail(detail("city"))
        let facets = MemoryFacets([1: [city: .text("a")], 2: [.detail(detail("City")): .text("b")]])
        let effect = try DeleteDetail(detail("city")).effect(on: facets)
        #expect(effect.changes == [Change(city, [1], from: .same(.text("a")), to: .same(.none))])
        #expect(effect.outcome == Outcome(changed: 1, unchanged: 1))
    }

    // MARK: F

    @Test(arguments: [10, 0, -5, Int64(Int32.max), Int64(Int32.min)])
    func `F sets the score, and does not add to it`(score: Int64) throws {
        let facets = MemoryFacets(.score, [1: .integer(7), 2: .integer(score), 3: .integer(-1)])
        let effect = try SetScore(score).effect(on: facets)
        #expect(
            effect.changes
                == [Change(.score, [1, 3], from: .each([.integer(7), .integer(-1)]), to: .same(.integer(score)))]
        )
        #expect(effect.outcome == Outcome(changed: 2, unchanged: 1))
    }

    // MARK: H

    @Test(arguments: ChangeState.offered)
    func `H changes the state`(state: ContactState) throws {
        let all = Dictionary(
            uniqueKeysWithValues: ContactState.allCases.map {
                (UInt32($0.rawValue) + 1, FacetValue.integer($0.rawValue))
            }
        )
        let effect = try ChangeState(state).effect(on: MemoryFacets(.state, all))
        #expect(effect.outcome == Outcome(changed: 4, unchanged: 1))
        #expect(effect.changes.first?.contacts.contains(UInt32(state.rawValue) + 1) == false)
        #expect(effect.changes.first?.new == .same(.integer(state.rawValue)))
    }

    @Test func `H offers prospect, customer and partner`() {
        #expect(ChangeState.offered == [.prospect, .customer, .partner])
    }

    // MARK: N

    @Test(arguments: [true, false])
    func `N adds a note to every card, by who acts`(isPrivate: Bool) throws {
        let effect = try AddNote("Called", isPrivate: isPrivate).effect(on: MemoryFacets([1: [:], 5: [:]]))
        let note = NoteDraft(text: "Called", isPrivate: isPrivate, author: "anna")
        #expect(
            effect.changes == [Change(.note(isPrivate: isPrivate), [1, 5], from: .same(.none), to: .same(.note(note)))]
        )
        #expect(effect.outcome == Outcome(changed: 2))
        #expect(try AddNote("Called").effect(on: MemoryFacets([:])).changes.isEmpty)
    }

    // MARK: P

    @Test func `P deletes every contact`() throws {
        let effect = try DeleteContacts().effect(on: MemoryFacets([1: [:], 5: [:]]))
        #expect(effect.changes == [Change(.existence, [1, 5], from: .same(.yes), to: .same(.none))])
        #expect(effect.outcome == Outcome(changed: 2))
    }
}
