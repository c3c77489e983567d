import Contacts
import Foundation
import Intake
import TestSupport
import Testing

/// Columns that may deny a consent stop an import until somebody says what they hold.
struct ConsentSuspicionTests {
    @Test(arguments: [
        "active", "is_active", "email_disabled", "Accepts e-mails", "Marketing consent", "suppressed",
        "SuppressionReason",
        "blacklist", "blocklist", "Blocked", "confirmed", "email confirmed?", "Subscription Status", "mailStatus",
        "GDPR",
        "no_email", "DoNotContact", "bounce_count", "isUnsubscribed", "Newsletter signup", "E-mail permission",
        "opt_in_date",
        "Zgoda na newsletter", "zgodaNaReklamy", "Wypisany z listy", "Potwierdzony", "Aktywny", "Zablokowany", "RODO",
        "Souhlas se zpracováním", "Odhlášen z odběru", "Potvrzeno", "Neaktivní", "Zákaz zasílání",
        "Hozzájárulás dátuma", "Hírlevélre feliratkozott", "leiratkozás", "Letiltva", "Megerősítve", "Aktív",
        "Einwilligung", "Werbeeinwilligung", "Newsletter-Abmeldung", "Abgemeldet am", "Gesperrt", "Bestätigt", "Aktiv",
        "Widerruf", "Sperrvermerk", "Abonniert",
    ])
    func `a name in five languages stops the import`(name: String) throws {
        let error = #expect(throws: MappingError.self) {
            try ColumnMapping(header: ["email", "city", name], preset: .generic)
        }
        guard case .unexplainedConsent(let columns)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(columns.map(\.name) == [name])
        let words = error?.message ?? ""
        for answer in ["email-status", "email-opt-out", "invalid", "ignore", name] { #expect(words.contains(answer)) }
        for field in [ImportField.emailStatus, .emailOptOut, .invalid, .confirmed, .ignored] {
            #expect(throws: Never.self) {
                try ColumnMapping(header: ["email", "city", name], preset: .generic, overrides: [(name, field)])
            }
        }
    }

    @Test(arguments: [
        "city", "Last activity", "last_active", "Lead Status", "order status", "shoe size", "activity score", "Notes",
        "Statement", "Language", "Source", "Birthday", "Mobile", "Website", "Ostatnia aktywność", "Stan cywilny",
        "Option",
        "Adoption date", "Marketing source", "Confluence", "Description", "Allowance", "Spamelos", "Kommentar",
        "Abteilung",
    ])
    func `another name does not`(name: String) throws {
        #expect(throws: Never.self) { try ColumnMapping(header: ["email", name], preset: .generic) }
    }

    @Test(arguments: [
        "unsubscribed", "Opted out", "hard bounce", "BLOCKLISTED", "wypisany", "odhlášen", "leiratkozott", "abgemeldet",
        "[{\"reason\":\"UNSUBSCRIBE\"}]", "do not contact",
    ])
    func `a cell stops the import, wherever it stands, and nothing is written`(value: String) async throws {
        try await ImportWorld.with(.sqlite) { world in
            let cell = "\"" + value.replacing("\"", with: "\"\"") + "\""
            let rows = (0..<500).map { "p\($0)@example.com,\($0 == 450 ? cell : "x")\n" }.joined()
            let before = try await world.state()
            let error = await #expect(throws: MappingError.self) {
                try await world.take("email,remark\n" + rows, rowsPerBatch: 100)
            }
            let evidence = ConsentColumn.Evidence(value: value, line: 452)
            #expect(error == .unexplainedConsent([ConsentColumn(name: "remark", position: 2, evidence: evidence)]))
            #expect(try await world.state() == before)
        }
    }

    @Test func `a column without a name is looked at and can be named by its place`() async throws {
        try await ImportWorld.with(.sqlite) { world in
            let text = "email,name,\na@example.com,A,unsubscribed\n"
            let error = await #expect(throws: MappingError.self) { try await world.take(text) }
            #expect(error?.message.contains("--map '#3=") == true)
            let path = try world.folder.file(text, named: "people.csv")
            let file = ImportFile(path: path, overrides: [("#3", .emailStatus)])
            _ = try await world.importer().run(file, ImportOptions(), actor: "anna")
            #expect(try await world.card("a@example.com")?.contact.emailStatus == .optedOut)
        }
    }

    @Test func `columns that speak of consent together: the one that denies it counts`() throws {
        let header = ["email", "a", "b", "c", "d"]
        let overrides: [(column: String, field: ImportField)] = [
            ("a", .emailStatus), ("b", .emailOptOut), ("c", .confirmed), ("d", .suppressions),
        ]
        let mapping = try ColumnMapping(header: header, preset: .generic, overrides: overrides)
        let parser = RowParser(mapping)
        for (cells, status) in [
            (["yes", "no", "yes", "no"], MarketingStatus.optedIn), (["no", "no", "yes", "no"], .optedOut),
            (["yes", "yes", "yes", "no"], .optedOut), (["yes", "no", "no", "no"], .optedOut),
            (["yes", "no", "", "no"], .optedOut), (["yes", "no", "yes", "manual"], .optedOut),
        ] {
            let row = try parser.parse(CSVRecord(line: 2, fields: ["a@example.com"] + cells)).get()
            #expect(row.emailStatus == status, "\(cells)")
        }
    }
}
