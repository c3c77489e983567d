import Contacts
import Foundation
import Intake
import Testing

struct RowParserTests {
    private func row(_ field: String, _ value: String, preset: Preset = .generic) throws -> ParsedRow {
        try ImportedText.cell(field, value, preset: preset).get()
    }

    private func reason(_ field: String, _ value: String) throws -> Rejection.Reason? {
        guard case .failure(let rejection) = try ImportedText.cell(field, value) else { return nil }
        #expect(rejection.column == "cell")
        #expect(rejection.value == value)
        #expect(rejection.line == 2)
        return rejection.reason
    }

    @Test func `empty cells are no values`() throws {
        // Who has no confirmation has not agreed.
        for word in ImportField.words where !["email", "confirmed"].contains(word) {
            let row = try row(word, "  ")
            #expect(row == ParsedRow(line: 2, email: try EmailAddress("a@example.com")), "\(word)")
        }
    }

    @Test(arguments: [
        "opted-in", "Subscribed", "OPT-IN", "true", "1", "yes", "tak", "TAK", "ano", "igen", "enabled", "Přihlášen",
        "active",
    ])
    func `words that opt in`(word: String) throws {
        #expect(try row("email-status", word).emailStatus == .optedIn)
        #expect(try row("mobile-status", word).mobileStatus == .optedIn)
    }

    @Test(arguments: [
        "opted-out", "unsubscribed", "Opt-out", "false", "0", "no", "nie", "NE", "nem", "blocklisted", "Non-Subscribed",
        "pending",
        "wypisany", "archived",
    ])
    func `words that opt out`(word: String) throws {
        #expect(try row("email-status", word).emailStatus == .optedOut)
    }

    @Test(arguments: ["cleaned", "Bounced", "invalid", "hard bounce", "błędny"])
    func `words that say that an address does not work`(word: String) throws {
        let row = try row("email-status", word)
        #expect(row.isInvalid == true)
        #expect(row.emailStatus == nil)
        #expect(try reason("mobile-status", word) == .unknownStatus)
    }

    @Test func `a status that nobody knows is rejected`() throws {
        #expect(try reason("email-status", "perhaps") == .unknownStatus)
        #expect(try reason("invalid", "perhaps") == .unknownFlag)
        #expect(try reason("monitored", "2") == .unknownFlag)
    }

    @Test func `an opt-out is the reverse of a status, and wins`() throws {
        #expect(try row("email-opt-out", "yes").emailStatus == .optedOut)
        #expect(try row("email-opt-out", "nie").emailStatus == .optedIn)
        #expect(try row("mobile-opt-out", "2024-05-14").mobileStatus == .optedOut)
        let both = try ImportedText("email,email-status,email-opt-out\na@example.com,subscribed,1\n")
        #expect(both.rows.first?.emailStatus == .optedOut)
    }

    @Test(arguments: [
        ("customer", ContactState.customer), ("CUSTOMER", .customer), ("klient", .customer), ("zákazník", .customer),
        ("ügyfél", .customer), ("prospect", .prospect), ("Lead", .prospect), ("Sales Qualified Lead", .prospect),
        ("partner", .partner), ("other", .other), ("inny", .other), ("UNKNOWN", .unknown),
    ])
    func `states are known by several words`(word: String, state: ContactState) throws {
        #expect(try row("state", word).state == state)
    }

    @Test func `a state that nobody knows is rejected`() throws {
        #expect(try reason("state", "California") == .unknownState)
    }

    @Test(arguments: [
        ("25", Int64(25)), ("-3", -3), ("25.0", 25), ("25.000", 25), ("+7", 7), ("2147483647", 2_147_483_647),
    ])
    func `scores are whole numbers`(text: String, score: Int64) throws {
        #expect(try row("score", text).score == score)
    }

    @Test(arguments: ["25.5", "many", "1e3", "25.", ".0", "2147483648", "9223372036854775808", "1,000"])
    func `other scores are rejected`(text: String) throws {
        #expect(try reason("score", text) == .notANumber)
    }

    @Test func `tags are separated, normalised and may carry a score`() throws {
        let row = try row("tags", "vip, Skład (5);  \"spring 2026\" | B2B (-2),,X (y), VIP (3)")
        let expected: [String: Int64?] = ["VIP": 3, "SKLAD": 5, "SPRING_2026": nil, "B2B": -2, "X_(Y)": nil]
        #expect(Dictionary(uniqueKeysWithValues: row.tags.map { ($0.key.text, $0.value) }) == expected)
    }

    @Test func `more than sixteen tags are no mistake`() throws {
        #expect(try row("tags", (0..<40).map { "T\($0)" }.joined(separator: ",")).tags.count == 40)
    }

    @Test func `a tag that is too long is rejected`() throws {
        let name = String(repeating: "x", count: 256)
        #expect(try reason("tags", "A,\(name)") == .tag(name, .tooLong(limit: 255, actual: 256)))
    }

    @Test func `texts have limits, counted as people count`() throws {
        #expect(try row("city", String(repeating: "ł", count: 255)).fields[.city]?.count == 255)
        #expect(try reason("city", String(repeating: "ł", count: 256)) == .tooLong(limit: 255, actual: 256))
        #expect(try row("detail.x", String(repeating: "ł", count: 1024)).details.count == 1)
        #expect(try reason("detail.x", String(repeating: "x", count: 1025)) == .tooLong(limit: 1024, actual: 1025))
        #expect(try reason("company", "a\0b") == .zeroCharacter)
    }

    @Test func `a full name goes before its parts`() throws {
        let file = try ImportedText("email,first name,last name,name\na@example.com,A,B,C D\nb@example.com,A,,\n")
        #expect(file.rows.map { $0.fields[.name] } == ["C D", "A"])
    }

    @Test func `the parts of a name have the limit of a name together`() throws {
        let long = String(repeating: "x", count: 200)
        let file = try ImportedText("email,first name,last name\na@example.com,\(long),\(long)\n")
        #expect(file.rejections.map(\.reason) == [.tooLong(limit: 255, actual: 401)])
    }

    @Test func `details come from an object in JSON`() throws {
        let details = try row("details", #"{"a": "x", "b": {"c": [1, 2.5, "z"]}, "d": null, "e": false, "f": ""}"#)
            .details
        let texts = Dictionary(uniqueKeysWithValues: details.map { ($0.key.text, $0.value) })
        #expect(texts == ["a": "x", "b.c": "1, 2.5, z", "e": "false"])
        for text in ["[1]", "12", "{", "x"] { #expect(try reason("details", text) == .notAnObject) }
    }

    @Test func `addresses are checked, and the reason says what is wrong`() throws {
        let file = try ImportedText(
            """
            name,email
            A,
            B,nobody
            C,a b@example.com
            D,x@example
            E, Ok@Example.com\u{20}
            """
        )
        #expect(file.rows.map(\.email.text) == ["Ok@Example.com"])
        #expect(
            file.rejections.map(\.reason) == [
                .noEmail, .email(.noAtSign), .email(.badLocalPart), .email(.badDomain("example")),
            ]
        )
        #expect(file.rejections.map(\.line) == [2, 3, 4, 5])
        #expect(file.rejections.allSatisfy { $0.column == "email" && $0.message.contains(";") })
    }

    @Test func `a row needs as many columns as the header`() throws {
        let file = try ImportedText(
            "email,name,\na@example.com\na@example.com,A\na@example.com,A,,,\na@example.com,A,B\na@example.com,A,B,C\n"
        )
        // The header has a column without a name.
        #expect(file.rows.map(\.line) == [3, 4, 5])
        #expect(
            file.rejections.map(\.reason) == [.columnCount(expected: 2, found: 1), .columnCount(expected: 2, found: 4)]
        )
        #expect(file.rejections.map(\.column) == [nil, nil])
    }

    @Test func `the e-mail address is no text field`() throws {
        #expect(try row("name", "A").fields == [.name: "A"])
    }
}
