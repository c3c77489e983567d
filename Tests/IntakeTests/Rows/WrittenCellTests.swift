import Contacts
import Foundation
import Intake
import TestSupport
import Testing

/// Cells as people and spreadsheets write them.
struct WrittenCellTests {
    private func imported(_ text: String) throws -> (rows: [String: ParsedRow], rejected: [String: String]) {
        let file = try ImportedText(text)
        let rows = file.rows.map { (String($0.email.text.prefix { $0 != "@" }), $0) }
        let rejected = file.rejections.map { ("\($0.line)", $0.message) }
        return (Dictionary(uniqueKeysWithValues: rows), Dictionary(uniqueKeysWithValues: rejected))
    }

    // MARK: - Phones

    @Test(arguments: [
        ("'+48600100200", "+48600100200"), ("=\"+48600100200\"", "+48600100200"), ("48600100200.0", "48600100200"),
        ("\u{202A}+48 600 100 200\u{202C}", "+48 600 100 200"), ("+48\u{A0}600\u{A0}100\u{A0}200", "+48 600 100 200"),
        ("\u{200E}600-100-200", "600-100-200"), ("\"48600100200\"", "48600100200"),
        ("(0) 600 100 200", "(0) 600 100 200"),
        ("+48\u{200B}600100200", "+48600100200"),
    ])
    func `a phone number is cleaned of what spreadsheets put around it`(written: String, kept: String) throws {
        for field in ["phone", "fax"] {
            let row = try ImportedText.cell(field, written).get()
            #expect(row.fields.values.map(\.self) == [kept])
        }
    }

    @Test(arguments: ["4.86001E+10", "4,86001E+10", "4.86E10", "48E9", "-4.8e+10"])
    func `a phone number that a spreadsheet rounded is refused`(written: String) throws {
        guard case .failure(let rejection) = try ImportedText.cell("phone", written) else {
            Issue.record("it came in")
            return
        }
        #expect(rejection.reason == .roundedNumber)
    }

    // MARK: - Tags

    @Test(arguments: [
        "VIP,SPRING 2026", "[\"VIP\", \"Spring 2026\"]", "\"VIP\",\"Spring 2026\"", "['VIP', 'Spring 2026']",
        "VIP; Spring 2026",
        "vip|\"spring 2026\"", "[{\"name\": \"VIP\"}, {\"name\": \"spring 2026\"}]", "\"VIP\";;Spring 2026;",
    ])
    func `tags are read as lists of all kinds`(written: String) throws {
        #expect(Set(try ImportedText.cell("tags", written).get().tags.keys.map(\.text)) == ["VIP", "SPRING_2026"])
    }

    @Test func `a separator in quotation marks is part of the tag`() throws {
        let row = try ImportedText.cell("tags", "\"a; b\", c").get()
        #expect(Set(row.tags.keys.map(\.text)) == ["A;_B", "C"])
        #expect(Set(try ImportedText.cell("tags", "[]").get().tags.keys.map(\.text)) == [])
    }

    // MARK: - Dates

    @Test(arguments: [
        "0/0/00", "0000-00-00", "00.00.0000", "0000-00-00 00:00:00", "0.0.00", "00/00/0000", "1/0/1900", "1899-12-30",
        "0001-01-01T00:00:00",
    ])
    func `a place for no date is none`(written: String) throws {
        for field in ["birthday", "created"] {
            let row = try ImportedText.cell(field, written).get()
            #expect(row.fields.isEmpty && row.createdAt == nil)
        }
        #expect(try ImportedText.cell("email-opt-out", written).get().emailStatus == .optedIn)
    }

    @Test(arguments: StoreKind.available)
    func `one date shows the order of its column`(kind: StoreKind) async throws {
        for (text, first, second) in [
            ("1/13/1990,5/6/1990", "1990-01-13", "1990-05-06"), ("13/1/1990,5/6/1990", "1990-01-13", "1990-06-05"),
            ("13-01-1990,05-06-1990", "1990-01-13", "1990-06-05"),
            ("13.01.1990,05.06.1990", "1990-01-13", "1990-06-05"),
        ] {
            try await ImportWorld.with(kind) { world in
                let dates = text.split(separator: ",")
                // The date that shows it comes last, behind many rows.
                let rows = (0..<300).map { "p\($0)@example.com,\(dates[1])\n" }.joined()
                try await world.take("email,birthday\n\(rows)m@example.com,\(dates[0])\n", rowsPerBatch: 50)
                #expect(try await world.card("m@example.com")?.contact.fields[.birthday] == first)
                #expect(try await world.card("p0@example.com")?.contact.fields[.birthday] == second)
            }
        }
    }

    @Test func `dates that could be two days stop the import until somebody says the order`() async throws {
        try await ImportWorld.with(.sqlite) { world in
            let text = "email,birthday\na@example.com,4/4/1990\nb@example.com,5/6/1990\n"
            let before = try await world.state()
            await #expect(
                throws: MappingError.unclearDates(column: "birthday", example: "5/6/1990", line: 3, isMixed: false)
            ) { try await world.take(text) }
            #expect(try await world.state() == before)
            for (order, birthday) in [(DateOrder.monthFirst, "1990-05-06"), (.dayFirst, "1990-06-05")] {
                let file = ImportFile(path: try world.folder.file(text, named: "p.csv"), dates: order)
                _ = try await world.importer().run(file, ImportOptions(), actor: "anna")
                #expect(try await world.card("b@example.com")?.contact.fields[.birthday] == birthday)
            }
            let mixed = "email,birthday\na@example.com,13/4/1990\nb@example.com,4/13/1990\nc@example.com,5/6/1990\n"
            await #expect(
                throws: MappingError.unclearDates(column: "birthday", example: "5/6/1990", line: 4, isMixed: true)
            ) { try await world.take(mixed) }
        }
    }

    // MARK: - Invisible characters and the file itself

    @Test func `invisible characters around a value are taken off, and named inside`() throws {
        let (rows, rejected) = try imported(
            """
            email,name
            \u{FEFF}bom@example.com,\u{200B}Anna\u{200B}
            \u{202A}bidi@example.com\u{202C},B
            lrm@example.com\u{200E},C
            shy\u{AD}@example.com,D
            \u{200B}zwsp@example.com,E
            in\u{200E}side@example.com,F

            """
        )
        #expect(Set(rows.keys) == ["bom", "bidi", "lrm", "zwsp"])
        #expect(rows["bom"]?.fields[.name] == "Anna")
        #expect(rejected["5"]?.contains("U+00AD (SOFT HYPHEN)") == true)
        #expect(rejected["7"]?.contains("U+200E (LEFT-TO-RIGHT MARK)") == true)
    }

    @Test(arguments: ["sep=;\n", "sep=;\r\n", "\"sep=;\"\n", "\u{FEFF}sep=;\r\n", "SEP=;\n"])
    func `a first line names the separator`(line: String) throws {
        let (rows, _) = try imported(line + "email;name\na@example.com;Kowalska, Anna\n")
        #expect(rows["a"]?.fields[.name] == "Kowalska, Anna")
        #expect(rows["a"]?.line == 3)
        #expect(throws: CSVError.unknownSeparator("|")) { try ImportedText("sep=|\nemail|name\n") }
    }

    @Test(arguments: StoreKind.available)
    func `a last column without a name costs no row, and is named where it held something`(kind: StoreKind) async throws
    {
        try await ImportWorld.with(kind) { world in
            let path = try world.folder.file("email,name,\na@example.com,A,blue\nb@example.com,B,\nc@example.com,C\n")
            let result = try await world.importer().run(ImportFile(path: path), ImportOptions(), actor: "anna")
            #expect(result.summary == ImportSummary(rows: 3, created: 3))
            #expect(result.description.leftOut == [LeftOutColumn(name: "", position: 3)])
            let empty = try world.folder.file("email,name,\nd@example.com,A,\n", named: "empty.csv")
            let nothing = try await world.importer().run(ImportFile(path: empty), ImportOptions(), actor: "anna")
            #expect(nothing.description.leftOut.isEmpty)
        }
    }

    @Test func `Outlook's file comes in whole`() throws {
        let (rows, rejected) = try imported(
            """
            "First Name","Last Name","Home Street","Home City","Business Phone","Birthday","E-mail Address","E-mail 2 Address"
            "Anna","Nowak","Main 1","Brno","+420600100200","0/0/00","anna@example.com",""
            "Cid","Coe","","","","5/14/1985","cid@example.com",""

            """
        )
        #expect(rejected.isEmpty)
        #expect(
            rows["anna"]?.fields == [.name: "Anna Nowak", .street: "Main 1", .city: "Brno", .phone: "+420600100200"]
        )
        #expect(rows["cid"]?.fields[.birthday] == "1985-05-14")
        let german = try imported(
            "Vorname;Nachname;Straße privat;Ort privat;Telefon (privat);Geburtstag;E-Mail-Adresse;Kategorien;Ort\n"
                + "Jörg;Groß;Weg 1;Köln;0221 1;14.05.1985;joerg@example.com;VIP;Büro 3\n"
        )
        #expect(
            german.rows["joerg"]?.fields == [
                .name: "Jörg Groß", .street: "Weg 1", .city: "Köln", .phone: "0221 1", .birthday: "1985-05-14",
            ]
        )
        let polish = try imported(
            "Imię,Nazwisko,Adres domowy - ulica,Adres domowy - miejscowość,Telefon komórkowy,Urodziny,Adres e-mail,Kategorie\n"
                + "Łucja,Żak,Lipowa 1,Łódź,600100200,1985-05-14,lucja@example.com,VIP\n"
        )
        #expect(
            polish.rows["lucja"]?.fields == [
                .name: "Łucja Żak", .street: "Lipowa 1", .city: "Łódź", .phone: "600100200", .birthday: "1985-05-14",
            ]
        )
    }
}
