import Actions
import Contacts
import Foundation
import Genders
import TestSupport
import Testing
import Tracking

struct PlannedActionCodingTests {
    private static let page = RandomActions.page("https://shop.example/sale")

    private func decode(_ json: String) throws -> PlannedAction {
        try JSONDecoder().decode(PlannedAction.self, from: Data(json.utf8))
    }

    private func formatError(_ json: String) -> ActionFormatError? {
        do {
            _ = try decode(json)
        } catch DecodingError.dataCorrupted(let context) {
            return context.underlyingError as? ActionFormatError
        } catch {}
        return nil
    }

    @Test func `random actions come back from their JSON`() throws {
        var random = SeededGenerator(for: "random actions come back from their JSON")
        for _ in 0..<300 {
            var action = RandomActions.action(using: &random)
            // The text of one blank is trimmed away, which a plan refuses.
            if case .setDetail(let set) = action, set.value == " " {
                action = .setDetail(SetDetail(set.name, value: "x"))
            }
            let json = try JSONEncoder().encode(action)
            #expect(try JSONDecoder().decode(PlannedAction.self, from: json) == action, "seed \(random.seed)")
        }
        let deletion = PlannedAction.deleteContacts(DeleteContacts())
        #expect(try JSONDecoder().decode(PlannedAction.self, from: JSONEncoder().encode(deletion)) == deletion)
    }

    @Test(arguments: [
        (#"{"email-status": "opt-out"}"#, PlannedAction.optOut(OptOut())),
        (#"{"invalid": "restore"}"#, .invalid(ChangeInvalid(.restore))),
        (#"{"mobile-status": "opt-in"}"#, .mobileStatus(ChangeMobileStatus(.optedIn))),
        (#"{"add-tags": {"names": ["spring", "SPRING", "b"]}}"#, .addTags(AddTags(tags("SPRING", "B"), score: 1))),
        (
            #"{"add-tags": {"from-details": ["shoe_size"], "prefix": "SHOESIZE_", "score": 0}}"#,
            .addTagsFromDetails(AddTagsFromDetails([detail("shoe_size")], prefix: "SHOESIZE_", score: 0))
        ),
        (
            #"{"set-detail": {"name": "city", "value": " Kraków "}}"#,
            .setDetail(SetDetail(detail("city"), value: "Kraków"))
        ),
        (#"{"set-score": -10}"#, .setScore(SetScore(-10))), (#"{"state": "partner"}"#, .state(ChangeState(.partner))),
        (#"{"generate-coupon": {"name": "spring26"}}"#, .generateCoupon(GenerateCoupon(spring))),
        (
            #"{"generate-coupon": {"name": "SPRING26", "length": 12, "valid-days": 7}}"#,
            .generateCoupon(GenerateCoupon(spring, length: 12, validDays: 7))
        ),
        (#"{"add-note": {"text": "x"}}"#, .addNote(AddNote("x", isPrivate: false))),
        (#"{"add-note": {"text": "x", "private": true}}"#, .addNote(AddNote("x", isPrivate: true))),
        (
            #"{"add-to-stage": {"funnel": "Onboarding", "stage": " Trial "}}"#,
            .addToStage(AddToStage(funnel: "Onboarding", stage: "Trial"))
        ),
        (
            #"{"remove-from-funnel": {"funnel": "Onboarding", "stage": "all"}}"#,
            .removeFromFunnel(RemoveFromFunnel(funnel: "Onboarding", stage: nil))
        ),
        (
            #"{"remove-from-funnel": {"funnel": "Onboarding", "stage": "Trial"}}"#,
            .removeFromFunnel(RemoveFromFunnel(funnel: "Onboarding", stage: "Trial"))
        ),
        (#"{"run-rule": " Welcome "}"#, .runRule(RunRule("Welcome"))),
        (#"{"run-rule": {"rule": "Welcome"}}"#, .runRule(RunRule("Welcome", checksConditions: true))),
        (
            #"{"run-rule": {"rule": "Welcome", "check-conditions": false}}"#,
            .runRule(RunRule("Welcome", checksConditions: false))
        ),
        (#"{"run-workflow": "Onboarding"}"#, .runWorkflow(RunWorkflow("Onboarding"))),
        (
            #"{"identify-gender": {"country": "HU", "first-name": "last", "tags": {"women": "sex_f", "men": "SEX_M", "unknown": "sex unknown"}}}"#,
            .identifyGender(IdentifyGender(.hungary, firstName: .last, tags: sexes))
        ),
        (#"{"generate-urls": {"url": " https://shop.example/sale "}}"#, .generateURLs(GenerateURLs(Self.page))),
        (
            #"{"generate-urls": {"url": "https://shop.example/sale", "private": true}}"#,
            .generateURLs(GenerateURLs(Self.page, isPrivate: true))
        ),
        (#"{"delete-contacts": true}"#, .deleteContacts(DeleteContacts())),
    ])
    func `an action is read in the form of the plan file`(json: String, action: PlannedAction) throws {
        #expect(try decode(json) == action)
    }

    @Test(arguments: [
        (#"{}"#, ActionFormatError.notOneAction), (#"{"set-score": 1, "state": "partner"}"#, .notOneAction),
        (#""opt-out""#, .notOneAction), (#"{"explode": true}"#, .unknownAction("explode")),
        (#"{"identify-gender": {"country": "PL"}}"#, .missingKey("first-name")),
        (
            #"{"identify-gender": {"country": "DE", "first-name": "first"}}"#,
            .unknownWord("DE", allowed: ["PL", "HU", "CZ"])
        ),
        (
            #"{"identify-gender": {"country": "PL", "first-name": 1}}"#,
            .wrongKind("a text")
        ),
        (
            #"{"identify-gender": {"country": "PL", "first-name": "middle"}}"#,
            .unknownWord("middle", allowed: ["first", "last"])
        ),
        (#"{"identify-gender": {"country": "PL", "first-name": "last"}}"#, .missingKey("tags")),
        (
            #"{"identify-gender": {"country": "PL", "first-name": "last", "tags": {"women": "F", "men": "M"}}}"#,
            .missingKey("unknown")
        ),
        (
            #"{"identify-gender": {"country": "PL", "first-name": "last", "tags": {"women": "F", "men": " ", "unknown": "U"}}}"#,
            .tagName(" ", .empty)
        ),
        (
            #"{"identify-gender": {"country": "PL", "first-name": "last", "tags": {"women": "F", "men": "M", "unknown": "f"}}}"#,
            .sameTags(TagName(stored: "F"))
        ),
        (
            #"{"identify-gender": {"country": "PL", "first-name": "last", "tags": {"women": "F", "men": "M", "unknown": "m"}}}"#,
            .sameTags(TagName(stored: "M"))
        ),
        (
            #"{"identify-gender": {"country": "PL", "score": 1}}"#,
            .unknownKey("score", allowed: ["country", "first-name", "tags"])
        ),
        (#"{"email-status": "opt-in"}"#, .noOptIn),
        (#"{"email-status": "maybe"}"#, .unknownWord("maybe", allowed: ["opt-out"])),
        (#"{"state": "other"}"#, .unknownWord("other", allowed: ["prospect", "customer", "partner"])),
        (#"{"add-tags": {"names": []}}"#, .emptyList), (#"{"add-tags": {"score": 1}}"#, .namesOrDetails),
        (#"{"add-tags": {"names": ["a"], "prefix": "x"}}"#, .namesOrDetails),
        (#"{"add-tags": {"names": ["a"], "from-details": ["b"]}}"#, .namesOrDetails),
        (#"{"add-tags": {"names": ["a,b"]}}"#, .tagName("a,b", .comma("a,b"))),
        (#"{"set-detail": {"name": "a"}}"#, .missingKey("value")),
        (
            #"{"set-detail": {"name": "a", "value": "b", "extra": 1}}"#,
            .unknownKey("extra", allowed: ["name", "value"])
        ),
        (#"{"set-detail": {"name": " ", "value": "b"}}"#, .detailName(.empty)),
        (#"{"set-detail": {"name": "a", "value": " "}}"#, .emptyText),
        (#"{"set-score": 2147483648}"#, .outOfRange(-2_147_483_648...2_147_483_647)),
        (#"{"set-score": 1.5}"#, .outOfRange(-2_147_483_648...2_147_483_647)),
        (#"{"set-score": "1"}"#, .outOfRange(-2_147_483_648...2_147_483_647)),
        (#"{"generate-coupon": {"length": 8}}"#, .missingKey("name")),
        (#"{"generate-coupon": {"name": "A B"}}"#, .couponName("A B", .unfitCharacter(" "))),
        (#"{"generate-coupon": {"name": "A", "length": 4}}"#, .outOfRange(5...64)),
        (#"{"generate-coupon": {"name": "A", "length": 65}}"#, .outOfRange(5...64)),
        (#"{"generate-coupon": {"name": "A", "valid-days": 0}}"#, .outOfRange(1...3650)),
        (#"{"add-note": {"text": ""}}"#, .emptyText),
        (#"{"add-to-stage": {"funnel": "Onboarding"}}"#, .missingKey("stage")),
        (#"{"remove-from-funnel": {"funnel": "Onboarding"}}"#, .missingKey("stage")),
        (#"{"run-rule": {"check-conditions": true}}"#, .missingKey("rule")), (#"{"run-rule": ""}"#, .emptyText),
        (#"{"run-rule": {"rule": "x", "check-conditions": 1}}"#, .wrongKind("true or false")),
        (#"{"run-rule": ["x"]}"#, .wrongKind("settings with rule, check-conditions")),
        (#"{"run-workflow": {"workflow": "x"}}"#, .wrongKind("a text")), (#"{"run-workflow": " "}"#, .emptyText),
        (#"{"generate-urls": {"private": true}}"#, .missingKey("url")),
        (#"{"generate-urls": "https://shop.example"}"#, .wrongKind("settings with url, private")),
        (#"{"generate-urls": {"url": "shop.example"}}"#, .webAddress("shop.example", .notWeb)),
        (#"{"generate-urls": {"url": "https://a@b.c/"}}"#, .webAddress("https://a@b.c/", .userInformation)),
        (#"{"delete-contacts": "yes"}"#, .wrongKind("true")),
    ])
    func `what is no action is refused with the reason`(json: String, error: ActionFormatError) {
        #expect(formatError(json) == error)
        #expect(!error.message.isEmpty)
    }

    @Test func `a note has 1024 characters at most, a detail's value too`() throws {
        let longest = String(repeating: "ł", count: 1024)
        #expect(try decode(#"{"add-note": {"text": "\#(longest)"}}"#) == .addNote(AddNote(longest)))
        #expect(formatError(#"{"add-note": {"text": "\#(longest)x"}}"#) == .tooLong(limit: 1024, actual: 1025))
        #expect(
            formatError(#"{"set-detail": {"name": "a", "value": "\#(longest)x"}}"#)
                == .tooLong(limit: 1024, actual: 1025)
        )
    }

    @Test func `nobody can be deleted by a false`() {
        #expect(formatError(#"{"delete-contacts": false}"#) != nil)
    }
}
