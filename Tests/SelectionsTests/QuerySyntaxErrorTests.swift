import Contacts
import Selections
import TestSupport
import Testing

struct QuerySyntaxErrorTests {
    typealias Expectation = QuerySyntaxError.Expectation

    @Test(
        arguments: [
            ("tag foo", 5, "foo", [.literal("="), .literal("!="), .literal("in"), .literal("all")]),
            ("tag =", 6, nil, [.value]),
            ("tag = and invalid", 7, "and", [.value]),
            ("tag in A", 8, "A", [.literal("(")]),
            ("tag in (A B)", 11, "B", [.literal(","), .literal(")")]),
            ("tag in ()", 9, ")", [.value]),
            ("tag in (A,)", 11, ")", [.value]),
            ("invalid removed", 9, "removed", [.literal("and"), .literal("or"), .end]),
            ("(invalid", 9, nil, [.literal("and"), .literal("or"), .literal(")")]),
            ("invalid)", 8, ")", [.literal("and"), .literal("or"), .end]),
            ("state = client", 9, "client", ContactState.allCases.map { .literal($0.word) }),
            ("email-status = yes", 16, "yes", [.literal("opted-out"), .literal("opted-in")]),
            ("score >= many", 10, "many", [.wholeNumber]),
            ("score >= 1.5", 10, "1.5", [.wholeNumber]),
            ("score between 1 or 2", 17, "or", [.literal("and")]),
            ("detail.size > nan", 15, "nan", [.number]),
            ("detail.size > 0x10", 15, "0x10", [.number]),
            ("detail. \"city\" = x", 9, "\"city\"", [.value]),
            ("created since yesterday", 15, "yesterday", [.date]),
            ("created on 2026-01-31T09:00:00Z", 12, "2026-01-31T09:00:00Z", [.day]),
            (
                "created within 3 hours", 18, "hours",
                [.literal("days"), .literal("weeks"), .literal("months"), .literal("years")]
            ),
            (
                "created within 1 hour", 18, "hour",
                [.literal("day"), .literal("week"), .literal("month"), .literal("year")]
            ),
            ("name = \"🇵🇱é\" x", 13, "x", [.literal("and"), .literal("or"), .end]),
            ("rule.Welcome = done", 16, "done", [.literal("inside"), .literal("finished"), .literal("failed")]),
            ("rule.Welcome in (inside)", 14, "in", [.literal("="), .literal("!=")]),
            ("workflow. \"x\" = inside", 11, "\"x\"", [.value]),
            (
                "has score", 5, "score",
                [
                    "email", "email-domain", "name", "phone", "detail.…", "owner", "main-owner", "co-owner",
                    "read-only-owner", "funnel.…", "coupon.…", "rule.…", "workflow.…",
                ]
                .map { .literal($0) }
            ),
        ] as [(String, Int, String?, [Expectation])]
    )
    func `what cannot stand there is reported with what could`(
        query: String,
        column: Int,
        found: String?,
        expected: [Expectation]
    ) {
        let error = QuerySyntaxError(column: column, found: found, reason: .unexpected, expected: expected)
        #expect(throws: error) { try Criterion(query: query) }
    }

    @Test(
        arguments: [
            ("", 1, nil, .emptyQuery),
            ("  ", 3, nil, .emptyQuery),
            ("name = \"Jan", 8, "\"", .unclosedQuote),
            ("name = \"a\\n\"", 8, "\"a\\", .unknownEscape),
            ("name = 'Jan'", 8, "'", .unknownCharacter),
            ("tag ! VIP", 5, "!", .unknownCharacter),
            ("invalid ; removed", 9, ";", .unknownCharacter),
            ("score between 5 and 1", 7, "between", .emptyRange),
            ("score > 1 and < 2", 7, ">", .emptyRange),
            ("score > 9223372036854775807", 7, ">", .emptyRange),
            ("detail.x between 2 and 1", 10, "between", .emptyRange),
            ("created between 2026-02-01 and 2026-01-31", 9, "between", .emptyRange),
            ("created on 2026-02-30", 12, "2026-02-30", .impossibleDate),
            ("created since 2026-01-01T24:00Z", 15, "2026-01-01T24:00Z", .impossibleDate),
            ("created since 2026-01-31T09:00:00", 15, "2026-01-31T09:00:00", .missingOffset),
            ("created since 0000-01-01", 15, "0000-01-01", .dateOutOfRange),
            ("created after 9999-12-31", 15, "9999-12-31", .dateOutOfRange),
            ("score > 99999999999999999999", 9, "99999999999999999999", .numberOutOfRange),
            ("detail.x > 1e999", 12, "1e999", .numberOutOfRange),
            ("created within 10000 days", 16, "10000", .numberOutOfRange),
            ("created within -1 days", 16, "-1", .numberOutOfRange),
            ("tag = \"a,b\"", 7, "\"a,b\"", .tagName(.comma("a,b"))),
            ("tag = \" \"", 7, "\" \"", .tagName(.empty)),
            ("has detail.\"\"", 12, "\"\"", .detailName(.empty)),
        ] as [(String, Int, String?, QuerySyntaxError.Reason)]
    )
    func `every other mistake has its own reason`(
        query: String,
        column: Int,
        found: String?,
        reason: QuerySyntaxError.Reason
    ) {
        #expect(throws: QuerySyntaxError(column: column, found: found, reason: reason)) {
            try Criterion(query: query)
        }
    }

    @Test func `something that begins no criterion is answered with all that do`() throws {
        let error = try #require(throws: QuerySyntaxError.self) { try Criterion(query: "invalid and foo = 1") }
        #expect(error.column == 13)
        #expect(error.expected.first == .literal("not"))
        #expect(error.expected.contains(.literal("tag-score.…")))
        #expect(error.expected.count == 29)
    }

    @Test func `the words name the column, what was found and what could stand there`() throws {
        let error = try #require(throws: QuerySyntaxError.self) { try Criterion(query: "tag foo") }
        #expect(error.message == #"column 5: found "foo", expected one of "=", "!=", "in", "all""#)
        let atEnd = try #require(throws: QuerySyntaxError.self) { try Criterion(query: "score between 1") }
        #expect(atEnd.message == #"column 16: found the end of the query, expected "and""#)
        let range = try #require(throws: QuerySyntaxError.self) { try Criterion(query: "score between 5 and 1") }
        #expect(range.message.contains("empty"))
    }

    @Test(arguments: ["(", "not ", "invalid and (not "])
    func `nesting beyond the limit is an error and not a crash`(opening: String) throws {
        let query = String(repeating: opening, count: 50_000)
        let error = try #require(throws: QuerySyntaxError.self) { try Criterion(query: query) }
        #expect(error.reason == .tooDeep(limit: 100))
    }

    @Test func `a hundred levels are read`() throws {
        let parentheses = String(repeating: "(", count: 100) + "invalid" + String(repeating: ")", count: 100)
        #expect(try Criterion(query: parentheses) == .leaf(.invalid))
        let tree = try Criterion(query: String(repeating: "not ", count: 99) + "invalid")
        #expect(tree.height == 100)
    }
}
