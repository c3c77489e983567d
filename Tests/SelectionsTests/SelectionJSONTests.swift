import Contacts
import Foundation
import Selections
import TestSupport
import Testing

struct SelectionJSONTests {
    private let maker = RandomCriterion(vocabulary: .awkward, makesDegenerateGroups: true)

    @Test(arguments: 0..<500 as Range<UInt64>)
    func `a criterion in JSON is read as itself`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let criterion = maker.make(using: &random)
        let json = try JSONEncoder().encode(criterion)
        #expect(try JSONDecoder().decode(Criterion.self, from: json) == criterion, "seed \(seed)")
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `a selection in JSON is read as itself`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let selection = maker.makeSelection(using: &random)
        let json = try JSONEncoder().encode(selection)
        #expect(try JSONDecoder().decode(Selection.self, from: json) == selection, "seed \(seed)")
    }

    @Test(arguments: [
        ("all", #"{"type":"all"}"#),
        ("invalid and removed", #"{"of":[{"type":"invalid"},{"type":"removed"}],"type":"and"}"#),
        ("not monitored", #"{"of":{"type":"monitored"},"type":"not"}"#),
        ("segment = Buyers", #"{"name":"Buyers","type":"segment"}"#),
        ("tag = VIP", #"{"match":"any","names":["VIP"],"type":"tag"}"#),
        ("tag-score.VIP > 5", #"{"above":5,"name":"VIP","type":"tag-score"}"#),
        ("state in (customer, other)", #"{"is":["customer","other"],"type":"state"}"#),
        ("email-status = opted-in", #"{"is":"opted-in","type":"email-status"}"#),
        ("score >= 1 and < 5", #"{"below":5,"min":1,"type":"score"}"#),
        ("has phone", #"{"exists":true,"type":"phone"}"#),
        ("email in (a@b.c, d@e.f)", #"{"is":["a@b.c","d@e.f"],"type":"email"}"#),
        ("email-domain ~ shop", #"{"contains":"shop","type":"email-domain"}"#),
        ("name starts Jan", #"{"starts":"Jan","type":"name"}"#),
        ("detail.size between 1 and 2.5", #"{"max":2.5,"min":1,"name":"size","type":"detail"}"#),
        ("created within 30 days", #"{"type":"created","unit":"day","within":30}"#),
        ("modified before 2026-01-31", #"{"before":"2026-01-31","type":"modified"}"#),
        ("created between 2026-01-01 and 2026-01-31", #"{"between":["2026-01-01","2026-01-31"],"type":"created"}"#),
        ("created on 2026-01-31", #"{"on":"2026-01-31","type":"created"}"#),
        ("created since 2026-01-31T09:00:00+01:00", #"{"since":"2026-01-31T08:00:00Z","type":"created"}"#),
    ])
    func `every type has its JSON form`(query: String, json: String) throws {
        let criterion = try Criterion(query: query)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(String(decoding: try encoder.encode(criterion), as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(Criterion.self, from: Data(json.utf8)) == criterion)
    }

    @Test func `a selection takes queries and objects in its boxes`() throws {
        let json = """
            {"segment": "Active buyers", "include": ["tag = VIP", {"type": "tag", "names": ["loyal"]}],
             "filter": ["score >= 10"]}
            """
        let selection = try JSONDecoder().decode(Selection.self, from: Data(json.utf8))
        #expect(selection.segment == "Active buyers")
        #expect(selection.include.map(\.queryText) == ["tag = VIP", "tag = LOYAL"])
        #expect(selection.exclude.isEmpty)
        #expect(selection.filter.map(\.queryText) == ["score >= 10"])
        #expect(try JSONDecoder().decode(Selection.self, from: Data("{}".utf8)) == Selection())
        #expect(try JSONDecoder().decode(Selection.self, from: Data(#"{"segment":null}"#.utf8)) == Selection())
    }

    @Test(arguments: [
        (#"{"include":[{"type":"and","of":[{"type":"tagg"}]}]}"#, "include[0].of[0].type: \"tagg\" is unknown here"),
        (#"{"include":["tag ="]}"#, "include[0]: column 6: found the end of the query"),
        (#"{"includes":[]}"#, "the key \"includes\" is unknown here; use one of \"version\", \"segment\""),
        (#"{"filter":"invalid"}"#, "filter: this must be a list"),
        (#"{"filter":[7]}"#, "filter[0]: this must be a criterion"),
        (#"{"filter":[null]}"#, "filter[0]: this must be a criterion"),
        (#"{"version":2}"#, "version: version 2 is unknown; write version 1"),
        (#"[]"#, "this must be an object"),
        (#"{"filter":[{"of":[]}]}"#, "filter[0]: the key \"type\" is missing"),
        (#"{"filter":[{"type":"score"}]}"#, "filter[0]: write at least one of"),
        (#"{"filter":[{"type":"score","min":1,"above":2}]}"#, "filter[0]: \"min\" and \"above\" set the same end"),
        (#"{"filter":[{"type":"score","min":5,"max":1}]}"#, "filter[0]: the range is empty"),
        (#"{"filter":[{"type":"score","min":1.5}]}"#, "filter[0].min: this must be a whole number"),
        (#"{"filter":[{"type":"tag","names":[]}]}"#, "filter[0].names: the list is empty"),
        (#"{"filter":[{"type":"tag","names":[1]}]}"#, "filter[0].names[0]: this must be a text"),
        (#"{"filter":[{"type":"tag","names":["A"],"match":"none"}]}"#, "filter[0].match: \"none\" is unknown here"),
        (#"{"filter":[{"type":"tag","names":["a,b"]}]}"#, "filter[0].names: this cannot be a tag"),
        (#"{"filter":[{"type":"email","is":["a"],"starts":"a"}]}"#, "filter[0]: write exactly one of"),
        (#"{"filter":[{"type":"detail","name":"x"}]}"#, "filter[0]: write at least one of \"exists\""),
        (#"{"filter":[{"type":"detail","name":"x","is":["1"],"min":1}]}"#, "filter[0]: write exactly one of"),
        (#"{"filter":[{"type":"phone","exists":false}]}"#, "filter[0].exists: this must be true"),
        (#"{"filter":[{"type":"created","on":"2026-02-30"}]}"#, "filter[0].on: \"2026-02-30\" is not in the calendar"),
        (
            #"{"filter":[{"type":"created","on":"2026-01-01T00:00Z"}]}"#,
            "filter[0].on: \"2026-01-01T00:00Z\" is not a date"
        ),
        (#"{"filter":[{"type":"created","between":["2026-01-01"]}]}"#, "filter[0].between: write exactly two dates"),
        (#"{"filter":[{"type":"created","within":3}]}"#, "filter[0]: the key \"unit\" is missing"),
        (
            #"{"filter":[{"type":"created","before":"2026-01-01","unit":"day"}]}"#,
            "filter[0]: the key \"unit\" is unknown"
        ),
    ])
    func `a mistake is reported with its path and what to do`(json: String, beginning: String) throws {
        let error = try #require(throws: DecodingError.self) {
            try JSONDecoder().decode(Selection.self, from: Data(json.utf8))
        }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("another kind of error: \(error)")
            return
        }
        #expect(context.debugDescription.hasPrefix(beginning), "\(context.debugDescription)")
        #expect(context.underlyingError is SelectionFormatError)
    }

    @Test func `a hundred levels are read and more are an error`() throws {
        func nested(_ levels: Int, around core: String) -> Data {
            Data(
                (String(repeating: #"{"type":"not","of":"#, count: levels) + core
                    + String(repeating: "}", count: levels)).utf8
            )
        }
        let read = try JSONDecoder().decode(Criterion.self, from: nested(99, around: #"{"type":"invalid"}"#))
        #expect(read.height == 100)
        #expect(try Criterion(query: read.queryText) == read)
        for json in [
            nested(100, around: #"{"type":"invalid"}"#), nested(99, around: "\"not invalid\""),
            nested(50_000, around: #"{"type":"invalid"}"#),
        ] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(Criterion.self, from: json) }
        }
    }
}
