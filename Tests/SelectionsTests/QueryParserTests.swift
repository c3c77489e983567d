import Contacts
import Selections
import TestSupport
import Testing

struct QueryParserTests {
    @Test(
        arguments: [
            ("all", Criterion.all),
            ("invalid", .leaf(.invalid)),
            ("MONITORED", .leaf(.monitored)),
            ("removed", .leaf(.removed)),
            ("segment = \"Active buyers\"", .segment("Active buyers")),
            ("segment != Buyers", .not(.segment("Buyers"))),
            ("funnel.Onboarding = Trial", .leaf(.funnel("Onboarding", .isOneOf(["Trial"])))),
            ("funnel.Onboarding != Trial", .not(.leaf(.funnel("Onboarding", .isOneOf(["Trial"]))))),
            ("Funnel.\"big deals\" in (Trial, \"all\")", .leaf(.funnel("big deals", .isOneOf(["Trial", "all"])))),
            ("not has funnel.Onboarding", .not(.leaf(.funnel("Onboarding", .exists)))),
            ("has funnel.\"big deals\"", .leaf(.funnel("big deals", .exists))),
            ("rule.Welcome = inside", .leaf(.automation(.rule, "Welcome", .inside))),
            ("Workflow.\"win back\" != finished", .not(.leaf(.automation(.workflow, "win back", .finished)))),
            ("not has rule.\"win back\"", .not(.leaf(.automation(.rule, "win back", .exists)))),
            ("has workflow.and", .leaf(.automation(.workflow, "and", .exists))),
            ("tag = vip", tag("VIP")),
            ("tag != VIP", .not(tag("VIP"))),
            ("tag in (a, \"b c\")", .leaf(.tag([name("A"), name("B_C")], .any))),
            ("tag all (A,B)", .leaf(.tag([name("A"), name("B")], .all))),
            ("tag = skład", tag("SKLAD")),
            ("tag = \"all\"", tag("ALL")),
            ("tag = email", tag("EMAIL")),
            ("state = customer", .leaf(.state([.customer]))),
            ("state != Other", .not(.leaf(.state([.other])))),
            ("state in (customer, partner)", .leaf(.state([.customer, .partner]))),
            ("email-status = opted-in", .leaf(.emailStatus(.optedIn))),
            ("mobile-status != opted-out", .not(.leaf(.mobileStatus(.optedOut)))),
        ] as [(String, Criterion)]
    )
    func `a criterion about standing reads as its leaf`(query: String, criterion: Criterion) throws {
        #expect(try Criterion(query: query) == criterion)
    }

    @Test(
        arguments: [
            ("score >= 10", Leaf.score(ValueRange(lower: .init(10, isIncluded: true)))),
            ("score>10", .score(ValueRange(lower: .init(10, isIncluded: false)))),
            ("score <= -3", .score(ValueRange(upper: .init(-3, isIncluded: true)))),
            ("score < \"3\"", .score(ValueRange(upper: .init(3, isIncluded: false)))),
            ("score = 5", .score(ValueRange(lower: .init(5, isIncluded: true), upper: .init(5, isIncluded: true)))),
            (
                "score between 1 and 5",
                .score(ValueRange(lower: .init(1, isIncluded: true), upper: .init(5, isIncluded: true)))
            ),
            (
                "score > 1 and <= 5",
                .score(ValueRange(lower: .init(1, isIncluded: false), upper: .init(5, isIncluded: true)))
            ),
            (
                "score < 5 and >= 1",
                .score(ValueRange(lower: .init(1, isIncluded: true), upper: .init(5, isIncluded: false)))
            ),
            ("tag-score.vip >= 5", .tagScore(name("VIP"), ValueRange(lower: .init(5, isIncluded: true)))),
            ("Tag-Score.\"a b\" > 5", .tagScore(name("A_B"), ValueRange(lower: .init(5, isIncluded: false)))),
        ] as [(String, Leaf)]
    )
    func `a comparison of numbers reads as its range`(query: String, leaf: Leaf) throws {
        #expect(try Criterion(query: query) == .leaf(leaf))
    }

    @Test(
        arguments: [
            ("email = a.b+c@shop.example", Leaf.text(.email, .isOneOf(["a.b+c@shop.example"]))),
            ("email in (a@b.example, c@d.example)", .text(.email, .isOneOf(["a@b.example", "c@d.example"]))),
            ("email-domain ~ shop", .text(.emailDomain, .contains("shop"))),
            ("name = O'Brien", .text(.name, .isOneOf(["O'Brien"]))),
            ("name = \"Jan \\\"J\\\" \\\\\"", .text(.name, .isOneOf(["Jan \"J\" \\"]))),
            ("phone starts +48", .text(.phone, .starts("+48"))),
            ("has phone", .text(.phone, .exists)),
            ("has detail.city", .detail(detail("city"), .exists)),
            ("detail.city = Kraków", .detail(detail("city"), .isOneOf(["Kraków"]))),
            ("detail.\"shoe size\" in (43, 44)", .detail(detail("shoe size"), .isOneOf(["43", "44"]))),
            ("detail.City ~ krak", .detail(detail("City"), .contains("krak"))),
            ("detail.size = 43", .detail(detail("size"), .isOneOf(["43"]))),
            ("detail.size > 40.5", .detail(detail("size"), .range(ValueRange(lower: .init(40.5, isIncluded: false))))),
            (
                "detail.size between 1 and 2e3",
                .detail(
                    detail("size"),
                    .range(ValueRange(lower: .init(1, isIncluded: true), upper: .init(2_000, isIncluded: true)))
                )
            ),
        ] as [(String, Leaf)]
    )
    func `a criterion about texts and details reads as its leaf`(query: String, leaf: Leaf) throws {
        #expect(try Criterion(query: query) == .leaf(leaf))
    }

    @Test(
        arguments: [
            ("within 30 days", DateMatch.within(Period(30, .day))),
            ("within 1 week", .within(Period(1, .week))),
            ("within 2 MONTHS", .within(Period(2, .month))),
            ("within 1 years", .within(Period(1, .year))),
            ("before 2026-01-31", .before(day(2026, 1, 31))),
            ("since 2024-02-29", .since(day(2024, 2, 29))),
            ("after 2025-12-31", .since(day(2026, 1, 1))),
            ("after 2024-02-28", .since(day(2024, 2, 29))),
            ("on \"2026-01-31\"", .on(CalendarDay(year: 2026, month: 1, day: 31))),
            ("between 2026-01-01 and 2026-01-31", .between(day(2026, 1, 1), day(2026, 1, 31))),
            ("since 1970-01-01T00:00:00Z", .since(.instant(0))),
            ("since 1970-01-01T01:00:00.5+01:00", .since(.instant(500))),
            ("since \"1969-12-31T19:30-04:30\"", .since(.instant(0))),
            ("after 1970-01-01T00:00:00.123456Z", .since(.instant(124))),
            ("before 2026-01-31T09:00:00+01:00", .before(.instant(1_769_846_400_000))),
        ] as [(String, DateMatch)]
    )
    func `a comparison of dates reads as its match`(query: String, match: DateMatch) throws {
        #expect(try Criterion(query: "created \(query)") == .leaf(.date(.created, match)))
        #expect(try Criterion(query: "modified \(query)") == .leaf(.date(.modified, match)))
    }

    @Test(
        arguments: [
            (
                "invalid or removed and monitored",
                Criterion.or([.leaf(.invalid), .and([.leaf(.removed), .leaf(.monitored)])])
            ),
            (
                "(invalid or removed) and monitored",
                .and([.or([.leaf(.invalid), .leaf(.removed)]), .leaf(.monitored)])
            ),
            ("not invalid and removed", .and([.not(.leaf(.invalid)), .leaf(.removed)])),
            ("NOT (invalid And removed)", .not(.and([.leaf(.invalid), .leaf(.removed)]))),
            ("not not invalid", .not(.not(.leaf(.invalid)))),
            ("((invalid))", .leaf(.invalid)),
            ("invalid and removed and all", .and([.leaf(.invalid), .leaf(.removed), .all])),
            (
                "created between 2026-01-01 and 2026-01-01 and invalid",
                .and([
                    .leaf(.date(.created, .between(day(2026, 1, 1), day(2026, 1, 1)))), .leaf(.invalid),
                ])
            ),
            (
                "score > 1 and score < 3",
                .and([
                    .leaf(.score(ValueRange(lower: .init(1, isIncluded: false)))),
                    .leaf(.score(ValueRange(upper: .init(3, isIncluded: false)))),
                ])
            ),
        ] as [(String, Criterion)]
    )
    func `or binds weaker than and, and weaker than not`(query: String, criterion: Criterion) throws {
        #expect(try Criterion(query: query) == criterion)
    }

    @Test(arguments: ["", "  \n\t"])
    func `a blank selection is everybody`(query: String) throws {
        #expect(try Selection(query: query) == Selection())
        #expect(Selection().queryText.isEmpty)
    }

    @Test func `a long flat query is read`() throws {
        let query = Array(repeating: "invalid", count: 1_000).joined(separator: " and ")
        #expect(try Criterion(query: query).leaves.count == 1_000)
    }
}

private func name(_ text: String) -> TagName { TagName(stored: text) }

private func tag(_ text: String) -> Criterion { .leaf(.tag([name(text)], .any)) }

private func detail(_ text: String) -> DetailName { DetailName(stored: text) }

private func day(_ year: Int, _ month: Int, _ day: Int) -> DatePoint {
    .day(CalendarDay(year: year, month: month, day: day))
}
