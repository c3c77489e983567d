import Actions
import Contacts
import Executions
import Foundation
import Selections
import Testing

@testable import WebUI

struct RunFormTests {
    @Test func `a form with more rows or names than fit is refused, not cut`() throws {
        func problems(_ text: String) -> [FormProblem] { RunForm(FormFields(text)).selection().problems }
        func rows(_ count: Int, _ row: (Int) -> String) -> String { (0..<count).map(row).joined(separator: "&") }
        #expect(problems(rows(100) { "action=\($0).add-note" }).isEmpty)
        #expect(!problems(rows(101) { "action=\($0).add-note" }).isEmpty)
        #expect(!problems(rows(101) { "detail-name=d\($0)&detail-test=has&detail-value=" }).isEmpty)
        #expect(problems("include=" + rows(1000) { "t\($0)" }.replacing("&", with: ",")).isEmpty)
        #expect(!problems("include=" + rows(1001) { "t\($0)" }.replacing("&", with: ",")).isEmpty)
    }

    private let clock = WorkspaceClock(TimeZone(identifier: "Europe/Warsaw") ?? .gmt)

    private func plan(_ text: String) -> (plan: Plan?, problems: [FormProblem]) {
        RunForm(FormFields(text)).plan(clock, now: World.now)
    }

    @Test(arguments: [
        "state=custmer", "email-status=x", "mobile-status=x", "invalid=maybe", "monitored=1", "detail-name=city",
        "detail-name=city&detail-test=odd&detail-value=Brno", "detail-test=is&detail-value=Brno",
        "coupon-state=used", "coupon=A+B", "coupon=A&coupon-state=odd",
        "automation-state=inside", "automation=Welcome", "automation=rule.", "automation=rule.A&automation-state=odd",
    ])
    func `a filter that cannot be read is refused, not left out`(_ form: String) {
        let problems = RunForm(FormFields(form)).selection().problems
        #expect(problems.map(\.box) == ["Filters"])
    }

    @Test func `a filled form becomes a plan`() throws {
        let form = [
            "segment=Buyers", "include=vip,newsletter", "exclude=old", "email-status=opted-in", "invalid=no",
            "score-from=5", "score-to=", "created-within=30", "coupon=spring26&coupon-state=unused",
            "automation=workflow.v.1&automation-state=never",
            "query=name+~+kowal",
            "detail-name=city&detail-test=is&detail-value=Brno", "when=later", "at=2026-12-01T09:00", "name=Winter",
            "action=1.add-tags", "a-1-names=spring,%20sale", "a-1-score=3", "action=2.email-status",
        ].joined(separator: "&")
        let (plan, problems) = plan(form)
        #expect(problems.isEmpty)
        let expected = Selection(
            segment: "Buyers",
            include: [try Criterion(query: "tag in (VIP, NEWSLETTER)")],
            exclude: [try Criterion(query: "tag = OLD")],
            filter: try [
                "email-status = opted-in", "not invalid", "score >= 5", "created within 30 days",
                "coupon.SPRING26 = unused", "not has workflow.\"v.1\"",
                "detail.city = Brno",
                "name ~ kowal",
            ].map { try Criterion(query: $0) }
        )
        #expect(plan?.selection == expected)
        #expect(plan?.name == "Winter")
        #expect(plan?.at == 1_796_112_000_000)
        let tags = AddTags([TagName(stored: "SPRING"), TagName(stored: "SALE")], score: 3)
        #expect(plan?.actions.actions == [.optOut(OptOut()), .addTags(tags)])
    }

    @Test func `an empty form asks for an action and nothing else`() {
        let (plan, problems) = plan("segment=&include=&score-from=&query=")
        #expect(plan == nil)
        #expect(problems == [FormProblem("actions", in: "Actions", "Choose at least one action.")])
    }

    @Test func `every mistake is named with its box`() {
        let form = [
            "score-from=many", "created-within=-1", "query=score+%3E", "when=later", "at=2026-03-29T02:30",
            "action=1.add-tags", "a-1-names=", "a-1-score=x", "action=2.add-note", "a-2-text=",
            "detail-name=city&detail-test=is&detail-value=",
        ].joined(separator: "&")
        let problems = plan(form).problems
        #expect(
            problems.map(\.field) == [
                "score-from", "created-within", "detail-name", "query", "at", "a-1-names", "a-1-score", "a-2-text",
            ]
        )
        #expect(problems.first { $0.field == "query" }?.text.contains("olumn 8") == true)
    }

    @Test(arguments: [
        ("action=1.add-tags&a-1-names=A&a-1-score=1&action=2.delete-tags&a-2-names=a", "both added and deleted"),
        (
            "action=1.identify-gender&a-1-country=PL&a-1-position=first&a-1-women=F&a-1-men=M&a-1-unknown=U"
                + "&action=2.identify-gender&a-2-country=HU&a-2-position=last&a-2-women=F&a-2-men=M&a-2-unknown=U",
            "stands twice"
        ),
        ("action=1.delete-contacts&action=2.email-status", "run delete-contacts alone"),
    ])
    func `actions that contradict each other are refused`(form: String, words: String) {
        let problems = plan(form).problems
        #expect(problems.map(\.box) == ["Actions"])
        #expect(problems.first?.text.contains(words) == true)
    }

    @Test(arguments: ActionKind.allCases)
    func `every offered action can be filled in and planned`(kind: ActionKind) throws {
        var values = kind.defaults
        for setting in kind.settings where (values[setting] ?? "").isEmpty {
            values[setting] =
                ["user": "anna@shop.example", "owner": "anna@shop.example", "place": "Sales\tLead"][setting] ?? "7"
        }
        if kind == .generateURLs { values["page"] = "https://shop.example/sale" }
        let form = ActionForm(key: "k", kind: kind, values: values)
        let (action, problems) = form.planned()
        #expect(action != nil && problems.isEmpty)
        #expect(ActionRow(form).fields.count == kind.settings.count)
    }

    @Test func `a rule is run with its condition unless the box is cleared`() {
        func rule(_ form: String) -> PlannedAction? {
            plan("action=1.run-rule&a-1-rule=Welcome\(form)").plan?.actions.actions.first
        }
        #expect(rule("&a-1-check-conditions=yes") == .runRule(RunRule("Welcome")))
        #expect(rule("") == .runRule(RunRule("Welcome", checksConditions: false)))
        #expect(ActionKind.runRule.defaults["check-conditions"] == "yes")
        let problems = plan("action=1.run-rule&a-1-rule=&action=2.run-workflow").problems
        #expect(problems.map(\.text) == ["Choose a rule.", "Choose a workflow."])
    }

    @Test(arguments: [
        ("a-1-country=PL&a-1-position=first&a-1-women=F&a-1-men=f&a-1-unknown=U", "a-1-women"),
        ("a-1-country=PL&a-1-position=first&a-1-women=F&a-1-men=U&a-1-unknown=u", "a-1-men"),
        ("a-1-country=PL&a-1-position=first&a-1-women=&a-1-men=M&a-1-unknown=U", "a-1-women"),
        ("a-1-country=PL&a-1-position=first&a-1-women=F&a-1-men=M&a-1-unknown=A,B", "a-1-unknown"),
        ("a-1-country=DE&a-1-position=first&a-1-women=F&a-1-men=M&a-1-unknown=U", "a-1-country"),
        ("a-1-country=PL&a-1-position=3&a-1-women=F&a-1-men=M&a-1-unknown=U", "a-1-position"),
    ])
    func `settings of the gender that do not fit are told at their field`(form: String, field: String) {
        let (plan, problems) = plan("action=1.identify-gender&\(form)")
        #expect(plan == nil && problems.map(\.field) == [field])
    }

    @Test func `a run without a name is named after its actions`() {
        let (plan, _) = plan("action=1.set-score&a-1-score=7&action=2.email-status")
        #expect(plan?.name == "Change the e-mail status to opted out, and 1 more")
    }

    @Test func `the number that confirms may be grouped by spaces`() {
        let form = RunForm(FormFields("action=1.delete-contacts&a-1-confirmation=1%E2%80%AF234"))
        #expect(form.confirmation?.number == 1234)
    }

    @Test func `a time is read and written by the workspace's clock`() {
        #expect(clock.milliseconds("2026-03-29T02:30") == nil)
        #expect(clock.milliseconds("tomorrow") == nil)
        #expect(clock.moment(World.now) == Moment(text: "21 Nov 2026 10:15", iso: "2026-11-21T09:15:00Z"))
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1\u{202F}000"), (-1_234_567, "−1\u{202F}234\u{202F}567")])
    func `numbers are grouped by narrow spaces`(number: Int, text: String) {
        #expect(number.grouped == text)
    }
}
