import Foundation
import Selections
import Testing

/// What docs/query-language.md shows is what the program does.
struct DocumentationTests {
    @Test func `every query of the page is read, and printed so that it is read again`() throws {
        let queries = try lines(of: "query")
        #expect(queries.count > 50)
        for query in queries {
            do {
                let criterion = try Criterion(query: query)
                #expect(try Criterion(query: criterion.queryText) == criterion, "\(query)")
            } catch {
                Issue.record("\(query): \(error.message)")
            }
        }
    }

    @Test func `every criterion has its JSON form on the page`() throws {
        let forms = try pairs(of: "forms")
        for (query, json) in forms {
            let read = try JSONDecoder().decode(Criterion.self, from: Data(json.utf8))
            #expect(try Criterion(query: query) == read, "\(query)")
        }
        let types = Set(forms.compactMap { $0.second.firstMatch(of: /"type": "([a-z-]+)"/).map { String($0.1) } })
        let documented = [
            "all", "and", "or", "not", "segment", "tag", "tag-score", "state", "email-status", "mobile-status", "score",
            "email", "email-domain", "name", "phone", "created", "modified", "detail",
            "owner", "main-owner", "co-owner", "read-only-owner", "funnel", "coupon", "rule", "workflow",
        ]
        #expect(types == Set(documented))
        // The error about an unknown type lists all there are.
        let message = try #require(throws: DecodingError.self) {
            try JSONDecoder().decode(Criterion.self, from: Data(#"{"type": "?"}"#.utf8))
        }
        let text = try page()
        let known = "\(message)".matches(of: /"([a-z-]{2,})\\?"/).map { String($0.1) }.filter { $0 != "type" }
        #expect(known.count >= 22)
        for type in known { #expect(text.contains("\"type\": \"\(type)\""), "\(type)") }
    }

    @Test func `every mistake of the page has the message that the page shows`() throws {
        for (query, message) in try pairs(of: "errors") {
            let error = try #require(throws: QuerySyntaxError.self, "\(query)") { try Criterion(query: query) }
            #expect(error.message == message)
        }
    }

    @Test func `the full example is a selection in JSON`() throws {
        let json = try blocks(of: "json").joined()
        let selection = try JSONDecoder().decode(Selection.self, from: Data(json.utf8))
        #expect(selection.segment == "Active buyers")
        #expect(selection.include.map(\.queryText) == ["tag = VIP", "tag all (LOYAL, GOLD)"])
        #expect(selection.exclude.map(\.queryText) == ["email-status = opted-out"])
        #expect(
            selection.filter.map(\.queryText) == [
                "score >= 10 and < 100", "created within 90 days or not detail.city = Kraków",
            ]
        )
    }

    @Test func `the page lists the words that must be quoted`() throws {
        let text = try page()
        let sentence = try #require(text.firstMatch(of: /The words `([a-z ]+)` must be quoted/))
        for word in sentence.1.split(separator: " ") {
            #expect(throws: QuerySyntaxError.self, "\(word)") { try Criterion(query: "name = \(word)") }
        }
        for word in ["email", "tag", "state", "removed", "detail", "segment", "score", "created"] {
            #expect(throws: Never.self, "\(word)") { try Criterion(query: "name = \(word)") }
        }
    }

    private func page() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/query-language.md"), encoding: .utf8)
    }

    private func blocks(of kind: String) throws -> [String] {
        try page().components(separatedBy: "\n```\(kind)\n").dropFirst().map {
            String($0.prefix(upTo: $0.range(of: "\n```\n")?.lowerBound ?? $0.endIndex))
        }
    }

    private func lines(of kind: String) throws -> [String] {
        try blocks(of: kind).flatMap { $0.split(separator: "\n").map(String.init) }
    }

    private func pairs(of kind: String) throws -> [(first: String, second: String)] {
        let lines = try lines(of: kind)
        try #require(!lines.isEmpty && lines.count.isMultiple(of: 2))
        return stride(from: 0, to: lines.count, by: 2).map { (lines[$0], lines[$0 + 1]) }
    }
}
