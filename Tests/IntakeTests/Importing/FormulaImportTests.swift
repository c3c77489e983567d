import Contacts
import Foundation
import Intake
import Storage
import TestSupport
import Testing

/// Cells that a spreadsheet would take for formulas.
struct FormulaImportTests {
    @Test(arguments: StoreKind.available)
    func `the import takes back what an export made harmless`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            let values = [
                "phone": "+48600100200", "detail.note": "=1+1", "detail.place": "'s-Gravenhage", "detail.quote": "'=x",
                "detail.minus": "-7", "detail.at": "@home",
            ]
            let columns = values.keys.sorted()
            var writer = CSVWriter()
            writer.append(["email"] + columns)
            writer.append(["a@example.com"] + columns.map { values[$0] ?? "" })
            let text = String(decoding: writer.take(), as: UTF8.self)
            #expect(text.contains("\"'+48600100200\"") && text.contains("\"'=1+1\"") && text.contains("\"''=x\""))
            #expect(text.contains("\"'s-Gravenhage\""))
            try await world.take(text)
            let card = try #require(try await world.card("a@example.com"))
            #expect(card.contact.fields[.phone] == "+48600100200")
            #expect(
                card.detailValues == [
                    "note": "=1+1", "place": "'s-Gravenhage", "quote": "'=x", "minus": "-7", "at": "@home",
                ]
            )
            // A file that never was harmless says the same.
            try await world.take("email,phone\nb@example.com,+48600100200\n")
            #expect(try await world.card("b@example.com")?.contact.fields[.phone] == "+48600100200")
        }
    }

    @Test func `rejected rows are harmless too, and can be imported once mended`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("email,name,phone\nnobody,=cmd|' /C calc'!A0,+48600100200\n")
        let reader = try CSVReader(path: path)
        let parser = RowParser(try ColumnMapping(header: reader.header))
        let rejects = RejectsWriter(besides: path, header: reader.header)
        for record in try reader.rows() {
            if case .failure(let rejection) = parser.parse(record) { try rejects.append(record, rejection) }
        }
        try rejects.close()
        let text = try String(contentsOfFile: rejects.path, encoding: .utf8)
        #expect(text.contains("\"'=cmd|' /C calc'!A0\",\"'+48600100200\""))
        let again = try CSVReader(path: rejects.path).rows()
        #expect(again.first?.fields.suffix(3) == ["nobody", "=cmd|' /C calc'!A0", "+48600100200"])
    }
}
