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
