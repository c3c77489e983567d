import Contacts
import Intake
import Testing

struct ColumnMappingTests {
    private func error(
        _ header: [String],
        preset: Preset? = nil,
        _ overrides: [(column: String, field: ImportField)] = []
    ) -> MappingError? {
        #expect(throws: MappingError.self) { try ColumnMapping(header: header, preset: preset, overrides: overrides) }
    }

    @Test func `a file without e-mail addresses is refused with its columns`() {
        let error = error(["name", "phone"])
        #expect(error == .noEmail(columns: ["name", "phone"]))
        #expect(error?.message.contains("“phone”") == true)
    }

    @Test func `a file without a header is refused with the address that stands there`() {
        #expect(error(["anna@example.com", "Anna"]) == .noHeader(address: "anna@example.com"))
    }

    @Test func `an override goes before the preset`() throws {
        let mapping = try ColumnMapping(
            header: ["email", "phone", "contact"],
            overrides: [("contact", .profile(.email)), ("PHONE", .ignored)]
        )
        #expect(mapping.fields == [.ignored, .ignored, .profile(.email)])
    }

    @Test func `an override that names no column is refused with the nearest one`() {
        #expect(
            error(["email", "Shoe size"], [("shoe syze", .tags)]) == .unknownColumn("shoe syze", nearest: "Shoe size")
        )
        #expect(error(["email"], [("completely else", .tags)]) == .unknownColumn("completely else", nearest: nil))
    }

    @Test func `an override that names two columns is refused`() {
        #expect(error(["email", "Phone", "phone_"], [("PHONE", .ignored)]) == .ambiguousColumn("PHONE"))
    }

    @Test func `two columns cannot fill the same field`() {
        #expect(
            error(["email", "a", "b"], [("a", .score), ("b", .score)]) == .sameField(.score, columns: ["a", "b"])
        )
        #expect(error(["email", "e-mail"]) == .sameField(.profile(.email), columns: ["email", "e-mail"]))
        #expect(error(["email", "mail"])?.message.contains("“mail”") == true)
    }

    @Test func `several columns can hold tags`() throws {
        let mapping = try ColumnMapping(
            header: ["email", "tag", "tags", "more"],
            overrides: [("more", .tags)]
        )
        #expect(mapping.fields == [.profile(.email), .tags, .tags, .tags])
    }

    @Test func `a second telephone is left out, or kept where the preset keeps all`() throws {
        let header = ["email", "phone", "mobile"]
        #expect(try ColumnMapping(header: header).fields[2] == .ignored)
        let detail = ImportField.detail(try DetailName("mobile"))
        #expect(try ColumnMapping(header: header, preset: .mautic).fields[2] == detail)
    }

    @Test(arguments: Preset.allCases)
    func `a column that names a detail as selections do fills it, whatever the preset`(preset: Preset) throws {
        let header = [preset == .mailchimp ? "Email Address" : preset == .googleContacts ? "E-mail 1 - Value" : "email"]
        let mapping = try ColumnMapping(
            header: header + ["detail.city", "Detail.Shoe Size", "detail.\"hat size\""],
            preset: preset
        )
        let details = try ["city", "Shoe Size", "hat size"].map { ImportField.detail(try DetailName($0)) }
        #expect(Array(mapping.fields.dropFirst()) == details)
        #expect(mapping.leftOut.isEmpty)
    }

    @Test func `two columns cannot name the same detail`() throws {
        let city = ImportField.detail(try DetailName("city"))
        #expect(
            error(["email", "detail.city", "detail.city"]) == .sameField(city, columns: ["detail.city", "detail.city"])
        )
        #expect(
            error(["email", "town", "detail.city"], [("town", city)])
                == .sameField(city, columns: ["town", "detail.city"])
        )
    }

    @Test func `columns that nothing was said of are left out by name`() throws {
        let header = ["line", "column", "reason", "email", "hat", "phone", "mobile", "", "detail.", "x", "score"]
        let mapping = try ColumnMapping(header: header, overrides: [("x", .ignored)])
        #expect(
            mapping.leftOut == [
                LeftOutColumn(name: "hat", position: 5), LeftOutColumn(name: "mobile", position: 7),
                LeftOutColumn(name: "", position: 8), LeftOutColumn(name: "detail.", position: 9),
            ]
        )
        #expect(
            mapping.leftOut.map(\.mapping) == ["hat=detail.hat", "mobile=detail.mobile", nil, "detail.=detail.detail."]
        )
    }

    @Test func `what a preset keeps or leaves out on purpose is not named`() throws {
        func names(_ preset: Preset, _ header: [String]) throws -> [String] {
            try ColumnMapping(header: header, preset: preset).leftOut.map(\.name)
        }
        #expect(try names(.mautic, ["email", "owner_id", "hat"]) == [])
        #expect(try names(.listmonk, ["uuid", "email", "attributes", "updated_at", "hat"]) == ["hat"])
        #expect(
            try names(.googleContacts, ["E-mail 1 - Label", "E-mail 1 - Value", "E-mail 2 - Value"]) == [
                "E-mail 2 - Value"
            ]
        )
        #expect(try names(.hubspot, ["Record ID", "Email", "Lead Status"]) == ["Lead Status"])
    }

    @Test(arguments: [
        (Preset.mailchimp, ["Email Address", "LEID", "Notes", "hat"], ["Notes"]),
        (.mautic, ["email", "owner_id", "owner", "ownerusername", "hat"], ["owner", "ownerusername"]),
        (.salesmanago, ["email", "contactId", "mainContactOwner", "hat"], ["mainContactOwner"]),
        (.salesmanago, ["Adres e-mail", "Główny właściciel", "Właściciele"], ["Główny właściciel", "Właściciele"]),
    ])
    func `notes and owners are no details, but named`(preset: Preset, header: [String], left: [String]) throws {
        let mapping = try ColumnMapping(header: header, preset: preset)
        #expect(mapping.leftOut.map(\.name) == left)
        #expect(mapping.fields.contains(.detail(DetailName(stored: "hat"))) == header.contains("hat"))
        // Who wants them all the same says so.
        let overrides = left.map { ($0, ImportField.detail(DetailName(stored: $0))) }
        let kept = try ColumnMapping(header: header, preset: preset, overrides: overrides)
        #expect(kept.leftOut.isEmpty)
    }

    @Test func `empty names at the end of the header are no columns`() throws {
        #expect(try ColumnMapping(header: ["email", "", "name", "", ""]).header == ["email", "", "name"])
    }

    @Test(arguments: ImportField.words + ["detail.shoe_size"])
    func `fields are named by their words`(word: String) throws {
        #expect(try ImportField(word: word).word == word)
    }

    @Test func `a field that does not exist is refused with the nearest one`() {
        let wrong = #expect(throws: MappingError.self) { try ImportField(word: "emial") }
        #expect(wrong == .unknownField("emial", nearest: "email"))
        let nothing = #expect(throws: MappingError.self) { try ImportField(word: "detail.") }
        #expect(nothing == .badDetailName("detail.", .empty))
    }

    @Test func `the name of a detail keeps its case`() throws {
        #expect(try ImportField(word: "Detail.Shoe Size") == .detail(try DetailName("Shoe Size")))
    }
}
