import Contacts
import Foundation
import Intake
import TestSupport
import Testing

/// Files in other encodings, with other separators, as they come in.
struct EncodingImportTests {
    private static let text = "E-mail;Imię i nazwisko;Miasto\na@example.com;Łucja Śliwińska-Żak;Łódź\n"
    /// Only letters that stand at other places in the two code pages tell them apart.
    private static let cp1250: [UInt8] =
        Array("E-mail;Imi".utf8) + [0xEA] + Array(" i nazwisko;Miasto\na@example.com;".utf8)
        + [0xA3] + Array("ucja ".utf8) + [0x8C] + Array("liwi".utf8) + [0xF1] + Array("ska-".utf8) + [0xAF]
        + Array("ak;".utf8) + [0xA3, 0xF3] + Array("d".utf8) + [0x9F] + Array("\n".utf8)

    private static var latin2: [UInt8] { cp1250.map { $0 == 0x8C ? 0xA6 : $0 == 0x9F ? 0xBC : $0 } }

    private static func variants() -> [(name: String, bytes: [UInt8])] {
        [
            ("utf-8", Array(text.utf8)), ("utf-8 with a mark", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
            ("cp1250", cp1250), ("iso-8859-2", latin2),
            ("utf-16", [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }),
            ("lines that end as on Windows", Array(text.replacing("\n", with: "\r\n").utf8)),
            ("commas", Array(text.replacing(";", with: ",").utf8)),
            ("tabs", Array(text.replacing(";", with: "\t").utf8)),
        ]
    }

    @Test(arguments: StoreKind.available)
    func `the same people come in whatever the file is written in`(kind: StoreKind) async throws {
        for variant in Self.variants() {
            try await ImportWorld.with(kind) { world in
                let file = ImportFile(path: try world.folder.file(variant.bytes))
                let summary = try await world.importer().run(file, ImportOptions(), actor: "anna").summary
                #expect(summary == ImportSummary(rows: 1, created: 1), "\(variant.name)")
                let contact = try #require(try await world.card("a@example.com"), "\(variant.name)").contact
                #expect(contact.name == "Łucja Śliwińska-Żak", "\(variant.name)")
                #expect(contact.fields[.city] == "Łódź", "\(variant.name)")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a file that is not there is told before anything is written`(kind: StoreKind) async throws {
        try await ImportWorld.with(kind) { world in
            let before = try await world.state()
            await #expect(throws: CSVError.self) {
                try await world.importer().run(
                    ImportFile(path: world.folder.path("gone.csv")),
                    ImportOptions(),
                    actor: "anna"
                )
            }
            await #expect(throws: MappingError.self) {
                try await world.take("name,city\nAnna,Brno\n")
            }
            #expect(try await world.state() == before)
        }
    }
}
