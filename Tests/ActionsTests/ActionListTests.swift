import Actions
import Bitmaps
import Contacts
import Genders
import TestSupport
import Testing
import Tracking

struct ActionListTests {
    private static let all: [PlannedAction] = [
        .optOut(OptOut()), .invalid(ChangeInvalid(.mark)), .mobileStatus(ChangeMobileStatus(.optedIn)),
        .addTags(AddTags(tags("A"))), .addTagsFromDetails(AddTagsFromDetails([detail("city")], prefix: "CITY_")),
        .deleteTags(DeleteTags(tags("B"))), .setDetail(SetDetail(detail("city"), value: "x")),
        .deleteDetail(DeleteDetail(detail("size"))), .setScore(SetScore(1)), .state(ChangeState(.partner)),
        .identifyGender(IdentifyGender(.poland, firstName: .first, tags: sexes)),
        .addNote(AddNote("note")), .generateCoupon(GenerateCoupon(spring)),
        .generateURLs(GenerateURLs(RandomActions.pages[0])),
    ]

    @Test func `actions run from A to P, whatever the order in the plan`() throws {
        var random = SeededGenerator(for: "actions run from A to P, whatever the order in the plan")
        for _ in 0..<50 {
            let list = try ActionList(Self.all.shuffled(using: &random))
            #expect(String(list.actions.map(\.letter)) == "ABCDDDEEFHJMNO", "seed \(random.seed)")
        }
        let deletion = PlannedAction.deleteContacts(DeleteContacts())
        #expect(deletion.letter == "P")
        #expect(try ActionList([deletion]).deletesContacts)
        #expect(try !ActionList(Self.all).deletesContacts)
    }

    @Test func `actions of one letter keep the order of the plan`() throws {
        let plan: [PlannedAction] = [
            .addNote(AddNote("1")), .deleteTags(DeleteTags(tags("X"))), .addNote(AddNote("2")),
            .addTags(AddTags(tags("Y"))), .addNote(AddNote("3")),
        ]
        #expect(try ActionList(plan).actions == [plan[1], plan[3], plan[0], plan[2], plan[4]])
    }

    @Test(
        arguments: [
            ([], ActionListError.empty),
            (
                [.addTags(AddTags(tags("A", "B"))), .deleteTags(DeleteTags(tags("B")))],
                .tagAddedAndDeleted(tags("B")[0])
            ),
            (
                [.setDetail(SetDetail(detail("a"), value: "1")), .deleteDetail(DeleteDetail(detail("a")))],
                .detailSetAndDeleted(detail("a"))
            ),
            (
                [.setDetail(SetDetail(detail("a"), value: "1")), .setDetail(SetDetail(detail("a"), value: "2"))],
                .detailTwice(detail("a"))
            ),
            (
                [.generateCoupon(GenerateCoupon(spring)), .generateCoupon(GenerateCoupon(spring, length: 9))],
                .couponTwice(spring)
            ),
            ([.deleteContacts(DeleteContacts()), .setScore(SetScore(1))], .deleteWithOthers),
            (
                [.mobileStatus(ChangeMobileStatus(.optedIn)), .mobileStatus(ChangeMobileStatus(.optedOut))],
                .twice(letter: "C", summary: "Change the mobile status to opted out")
            ),
            (
                [.invalid(ChangeInvalid(.mark)), .invalid(ChangeInvalid(.restore))],
                .twice(letter: "B", summary: "Restore the status of invalid contacts")
            ),
            ([.setScore(SetScore(1)), .setScore(SetScore(2))], .twice(letter: "F", summary: "Set the score to 2")),
            (
                [
                    .identifyGender(IdentifyGender(.poland, firstName: .first, tags: sexes)),
                    .identifyGender(IdentifyGender(.hungary, firstName: .last, tags: sexes)),
                ],
                .twice(
                    letter: "O",
                    summary:
                        "Identify the gender by names of Hungary, first name after the last name: tags SEX_F for women, "
                        + "SEX_M for men, SEX_UNKNOWN for unknown"
                )
            ),
            (
                [.state(ChangeState(.partner)), .state(ChangeState(.customer))],
                .twice(letter: "H", summary: "Change the state to customer")
            ),
        ] as [([PlannedAction], ActionListError)]
    )
    func `contradictions are refused in either order`(actions: [PlannedAction], error: ActionListError) {
        #expect(throws: error) { try ActionList(actions) }
        #expect(throws: ActionListError.self) { try ActionList(actions.reversed()) }
        #expect(!error.message.isEmpty)
    }

    @Test func `codes that are too short for the group are refused before anything changes`() throws {
        let list = try ActionList([.generateCoupon(GenerateCoupon(spring, length: 5))])
        try list.check(contacts: 1_000_000)
        #expect(throws: ActionListError.codesTooShort(spring, length: 5, contacts: 5_000_000)) {
            try list.check(contacts: 5_000_000)
        }
        try ActionList([.generateCoupon(GenerateCoupon(spring))]).check(contacts: 10_000_000)
    }

    @Test func `J gives everybody a coupon, also over one that was used`() throws {
        let used = FacetValue.coupon(CouponTimes(createdAt: 1, expiresAt: 2, usedAt: 1))
        let facets = MemoryFacets(.coupon(spring), [1: used, 2: .none])
        let effect = try GenerateCoupon(spring, length: 6, validDays: 2).effect(on: facets)
        let draft = CouponDraft(length: 6, expiresAt: context.now + 172_800_000)
        #expect(effect.outcome == Outcome(changed: 2))
        #expect(
            effect.changes == [
                Change(.coupon(spring), [1, 2], from: .each([used, .none]), to: .same(.newCoupon(draft)))
            ]
        )
    }

    @Test func `later actions see what earlier ones change`() throws {
        let city = Facet.detail(detail("city"))
        let facets = MemoryFacets([1: [city: .text("old")], 2: [:]])
        let list = try ActionList([
            .setDetail(SetDetail(detail("city"), value: "new")),
            .addTagsFromDetails(AddTagsFromDetails([detail("city")], prefix: "CITY_")),
            .deleteTags(DeleteTags(tags("CITY_OLD"))),
        ])
        let (set, outcomes) = try list.effect(on: [1, 2], reading: facets, in: context)
        facets.apply(set.changes)
        // D comes before E, so the tag is made of the detail's old value; then the tag is deleted again.
        #expect(facets.contacts[1]?[.tag(TagName(stored: "CITY_OLD"))] == FacetValue.none)
        #expect(facets.contacts[1]?[city] == .text("new") && facets.contacts[2]?[city] == .text("new"))
        #expect(
            outcomes == [
                Outcome(changed: 1, skipped: [.detailMissing: 1]), Outcome(changed: 1, unchanged: 1),
                Outcome(changed: 2),
            ]
        )
    }

    @Test func `contacts deleted in the meantime are skipped by every action`() throws {
        let list = try ActionList([.setScore(SetScore(5)), .addNote(AddNote("x")), .invalid(ChangeInvalid(.restore))])
        let facets = MemoryFacets([2: [.score: .integer(0), .invalid: .no]])
        let (set, outcomes) = try list.effect(on: [1, 2, 3], reading: facets, in: context)
        #expect(set.contacts == [2])
        #expect(
            outcomes == [
                Outcome(skipped: [.notInvalid: 1, .deleted: 2]), Outcome(changed: 1, skipped: [.deleted: 2]),
                Outcome(changed: 1, skipped: [.deleted: 2]),
            ]
        )
        let nobody = try list.effect(on: [7, 8], reading: facets, in: context)
        #expect(nobody.changes.isEmpty && nobody.outcomes.allSatisfy { $0 == Outcome(skipped: [.deleted: 2]) })
    }
}
