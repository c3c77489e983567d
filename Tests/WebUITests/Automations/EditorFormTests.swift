import Actions
import Automations
import Contacts
import Genders
import Messaging
import Selections
import Testing

@testable import WebUI

/// What is saved must come back from the form that shows it, as a browser would send it.
struct EditorFormTests {
    private static let triggers: [Trigger] = [
        .contactAdded, .emailOptedIn, .emailOptedOut, .mobileOptedIn, .mobileOptedOut, .markedInvalid,
        .fieldAdded([]), .fieldAdded([.phone, .city]), .fieldModified([.name]),
        .tagAssigned([TagName(stored: "A"), TagName(stored: "B")]), .tagScoreReached(TagName(stored: "A"), 7),
        .detailAdded(DetailName(stored: "city"), .exists),
        .detailAdded(DetailName(stored: "city"), .isOneOf(["Kraków"])),
        .detailModified(DetailName(stored: "a b"), .isOneOf(["x, y", "z"])),
        .detailModified(DetailName(stored: "a b"), .contains("\"quoted\"")),
        .detailAdded(DetailName(stored: "size"), .range(ValueRange(lower: .init(40, isIncluded: false)))),
        .detailAdded(
            DetailName(stored: "size"),
            .range(ValueRange(lower: .init(1, isIncluded: true), upper: .init(5, isIncluded: true)))
        ),
        .scoreChanged, .scoreReached(-5), .stageEntered(funnel: "Sales", stage: "Lead"),
        .stageEntered(funnel: "Sales", stage: nil), .ownerChanged(level: nil, user: nil),
        .ownerChanged(level: .main, user: "anna@team.example"), .noteAdded, .stateChanged([]),
        .stateChanged([.customer, .partner]), .couponUsed(nil), .couponUsed(CouponName(stored: "SPRING26")),
        .birthday(daysBefore: 3), .detailDate(DetailName(stored: "renewal"), daysBefore: 0), .externalEvent(type: nil),
        .externalEvent(type: "PURCHASE"), .pageVisited(containing: "/shop"), .emailOpened(email: nil),
        .emailOpened(email: "Spring"), .linkClicked(containing: "sale"), .formSubmitted(form: "Contact"),
    ]

    @Test(arguments: triggers)
    func `an event comes back from its form`(trigger: Trigger) {
        let form = TriggerForm(key: "1", trigger)
        let (again, problems) = form.trigger()
        #expect(again == trigger && problems.isEmpty, "\(problems)")
        var sent = "event=1.\(form.kind.rawValue)"
        for (setting, value) in form.values { sent += "&e-1-\(setting)=\(FormFields.encoded(value))" }
        #expect(TriggerForm.rows(in: FormFields(sent)) == [form])
        #expect(!trigger.summary.isEmpty && !form.kind.label.isEmpty)
    }

    @Test func `every kind of event has a form`() {
        #expect(Set(Self.triggers.map(\.kind)) == Set(EventKind.allCases))
    }

    @Test(arguments: [
        "e-1-score=x": EventKind.scoreReached, "e-1-names=": .tagAssigned, "e-1-place=Sales": .stageEntered,
        "e-1-days=400": .birthday, "e-1-detail=&e-1-test=any": .detailAdded, "e-1-level=boss": .ownerChanged,
        "e-1-states=asleep": .stateChanged, "e-1-detail=a&e-1-test=query&e-1-value=%3E": .detailAdded,
        "e-1-detail=a&e-1-test=is&e-1-value=": .detailModified, "e-1-coupon=a+b": .couponUsed,
        "e-1-user=nobody": .ownerChanged,
    ])
    func `an unfit event is refused at its field`(sent: String, kind: EventKind) throws {
        let form = try #require(TriggerForm.rows(in: FormFields("event=1.\(kind.rawValue)&\(sent)")).first)
        let (trigger, problems) = form.trigger()
        #expect(trigger == nil && problems.allSatisfy { $0.field.hasPrefix("e-1-") } && !problems.isEmpty)
    }

    private static let sexes: IdentifyGender = {
        do {
            let tags = try GenderTags(
                women: TagName(stored: "F"),
                men: TagName(stored: "M"),
                unknown: TagName(stored: "U")
            )
            return IdentifyGender(.czechia, firstName: .last, tags: tags)
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    private static let actions: [AutomationAction] = [
        .optIn, .addScore(-5), .webhook(Webhook(url: "https://shop.example/hook")), .planned(.optOut(OptOut())),
        .planned(.invalid(ChangeInvalid(.restore))), .planned(.mobileStatus(ChangeMobileStatus(.optedIn))),
        .planned(.addTags(AddTags([TagName(stored: "A"), TagName(stored: "B")], score: 3))),
        .planned(.addTagsFromDetails(AddTagsFromDetails([DetailName(stored: "size")], prefix: "S_", score: 1))),
        .planned(.deleteTags(DeleteTags([TagName(stored: "A")]))),
        .planned(.setDetail(SetDetail(DetailName(stored: "city"), value: "Brno"))),
        .planned(.deleteDetail(DeleteDetail(DetailName(stored: "city")))), .planned(.setScore(SetScore(10))),
        .planned(.assignOwner(AssignOwner("anna@team.example", level: .main))),
        .planned(.removeOwner(RemoveOwner("anna@team.example"))), .planned(.state(ChangeState(.partner))),
        .planned(.addToStage(AddToStage(funnel: "Sales", stage: "Lead"))),
        .planned(.removeFromFunnel(RemoveFromFunnel(funnel: "Sales", stage: nil))),
        .planned(.generateCoupon(GenerateCoupon(CouponName(stored: "SPRING"), length: 9, validDays: 30))),
        .planned(.runRule(RunRule("Welcome", checksConditions: false))),
        .planned(.runWorkflow(RunWorkflow("Onboarding"))),
        .planned(.addNote(AddNote("Two\nlines", isPrivate: false))), .planned(.identifyGender(sexes)),
        .send(MessageStep(.email, template: "Welcome")), .send(MessageStep(.text, template: "Hi", language: "pl")),
    ]

    @Test(arguments: actions)
    func `an action comes back from its form`(action: AutomationAction) throws {
        let form = try #require(NodeActionForm(key: "1", action))
        #expect(form.action().action == action)
        let sent = FormFields(form.values.map { "a-1-\($0)=\(FormFields.encoded($1))" }.joined(separator: "&"))
        #expect(NodeActionForm(key: "1", kind: form.kind, sent).action().action == action)
        #expect(NodeActionKind(word: form.kind.word) == form.kind)
    }

    @Test func `every action has a form, and deletion has none`() {
        let kinds = Set(Self.actions.compactMap { NodeActionForm(key: "1", $0)?.kind })
        #expect(kinds == Set(NodeActionKind.all))
        #expect(NodeActionKind(word: "delete-contacts") == nil)
    }

    private static let waits: [Wait] = [
        .span(Span(3, .week)), .until(LocalTime(year: 2026, month: 12, day: 1, TimeOfDay(hour: 9, minute: 5))),
        .weekday([.monday, .friday], at: TimeOfDay(hour: 18)),
    ]

    @Test(arguments: waits)
    func `a wait comes back from its form`(wait: Wait) throws {
        var problems: [FormProblem] = []
        #expect(try #require(WaitForm(wait)).wait(&problems) == wait)
        #expect(problems.isEmpty)
    }

    @Test(arguments: ["wait-kind=span", "wait-kind=until&wait-until=soon", "wait-kind=weekday&wait-time=09:00"])
    func `an unfit wait is refused`(sent: String) {
        var problems: [FormProblem] = []
        #expect(WaitForm(FormFields(sent)).wait(&problems) == nil && !problems.isEmpty)
    }

    @Test(arguments: [
        "tag = VIP", "not tag = VIP", "tag in (A, B) and not tag = C", "segment = \"Active\" and score >= 10", "all",
        "score between 1 and 5", "score > 3 and score < 9", "email-status = opted-in and state = customer",
        "not (email-status = opted-in and state = customer)", "tag = A or score > 3", "state in (customer, partner)",
        "created within 30 days and modified within 2 weeks", "invalid and not monitored", "not not tag = A",
        "has detail.city and detail.city = Brno and detail.size > 40 and detail.\"a b\" ~ x", "not has owner",
        "owner = anna@team.example", "main-owner = anna@team.example", "has coupon.X", "coupon.X = used",
        "not has coupon.X", "funnel.Sales = Lead", "has funnel.Sales", "workflow.Onboarding = inside",
        "not has rule.Welcome", "tag all (A, B)", "score >= 1 and score >= 2", "email-domain = shop.example",
        "not (tag = A or tag = B)", "tag = A and tag = B and not tag = C and not tag = D",
    ])
    func `a condition comes back from its boxes`(query: String) throws {
        let criterion = try Criterion(query: query).normalised
        let form = ConditionForm("c-", criterion)
        let (again, problems) = form.criterion()
        #expect(problems.isEmpty)
        if case (.not(let inner)?, .not(let wanted)) = (again, criterion) {
            #expect(inner.parts == wanted.parts, "\(form)")
        } else {
            #expect(again?.parts == criterion.parts, "\(form)")
        }
    }

    @Test func `boxes take what they can say`() throws {
        let form = ConditionForm("c-", try Criterion(query: "tag in (A, B) and score >= 10 and state = customer"))
        #expect(form.include == "A,B" && form.filters["score-from"] == "10" && form.filters["state"] == "customer")
        #expect(form.filters["query"].isEmpty && !form.isNegated)
        #expect(ConditionForm("c-", try Criterion(query: "not tag = A")).exclude == "A")
        let negated = ConditionForm("c-", try Criterion(query: "not (state = customer and score >= 10)"))
        #expect(negated.isNegated && negated.filters["state"] == "customer" && negated.filters["query"].isEmpty)
    }

    @Test func `nothing filled in is everybody`() {
        let form = ConditionForm("c-", FormFields("c-negated=yes"))
        #expect(form.criterion().criterion == nil && form.isEmpty)
    }
}
