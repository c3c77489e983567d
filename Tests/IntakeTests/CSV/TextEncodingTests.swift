import Foundation
import Intake
import Testing

struct TextEncodingTests {
    static let texts = [
        "Zażółć gęślą jaźń, Świętosława Źdźbłowska, Łódź, ĄĆĘŁŃÓŚŹŻ",
        "Příliš žluťoučký kůň úpěl ďábelské ódy, Šárka Žižková, Ťapka",
        "Árvíztűrő tükörfúrógép, Őrség, Székesfehérvár",
        "plain text",
    ]

    static let encodings: [(TextEncoding, String.Encoding)] = [
        (.utf8, .utf8), (.utf16, .utf16LittleEndian), (.utf16, .utf16BigEndian), (.cp1250, .windowsCP1250),
        (.latin2, .isoLatin2),
    ]

    private func bytes(_ text: String, _ encoding: String.Encoding) throws -> [UInt8] {
        let mark: [UInt8] =
            switch encoding {
            case .utf16LittleEndian: [0xFF, 0xFE]
            case .utf16BigEndian: [0xFE, 0xFF]
            default: []
            }
        return mark + (try #require(text.data(using: encoding)))
    }

    @Test(arguments: texts, encodings.indices)
    func `each encoding is recognised and read`(text: String, index: Int) throws {
        let (encoding, foundation) = Self.encodings[index]
        let folder = try TemporaryFolder()
        let path = try folder.file(try bytes("email;name\na@example.com;\"\(text)\"\n", foundation))
        let found = try CSVReader(path: path)
        let named = try CSVReader(path: path, encoding: encoding)
        let isAmbiguous = text == "plain text" || (text.hasPrefix("Á") && encoding == .latin2)
        #expect(found.encoding == encoding || isAmbiguous)
        for reader in [found, named] {
            let rows = try reader.rows()
            #expect(rows.map(\.fields) == [["a@example.com", text]])
            #expect(rows.map(\.problem) == [nil])
        }
    }

    @Test func `a byte order mark is no part of the header`() throws {
        let folder = try TemporaryFolder()
        let reader = try CSVReader(path: try folder.file([0xEF, 0xBB, 0xBF] + Array("\"email\",name\n".utf8)))
        #expect(reader.header == ["email", "name"])
    }

    @Test func `every letter of both code pages is read as Foundation reads it`() throws {
        for (encoding, foundation) in [(TextEncoding.cp1250, String.Encoding.windowsCP1250), (.latin2, .isoLatin2)] {
            for byte in UInt8(0xA0)...0xFF {
                let folder = try TemporaryFolder()
                let path = try folder.file(Array("a;b\nx".utf8) + [byte] + Array("x;y\n".utf8))
                let row = try #require(try CSVReader(path: path, encoding: encoding).rows().first)
                let expected = try #require(String(bytes: [byte], encoding: foundation))
                #expect(row.fields == ["x\(expected)x", "y"])
            }
        }
    }

    @Test func `quotation marks of Windows are read`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file(
            Array("a;b\n".utf8) + [0x84, 0x41, 0x94, 0x20, 0x96, 0x20, 0x80] + Array(";y\n".utf8)
        )
        let reader = try CSVReader(path: path)
        #expect(reader.encoding == .cp1250)
        #expect(try reader.rows().first?.fields == ["„A” – €", "y"])
    }

    @Test(arguments: [String.Encoding.utf8, .windowsCP1250, .isoLatin2])
    func `the first letter beyond ASCII may stand late in the file`(foundation: String.Encoding) throws {
        let filler = String(repeating: "a@example.com;Jan Kowalski\n", count: 60_000)
        let folder = try TemporaryFolder()
        let path = try folder.file(try bytes("email;name\n\(filler)b@example.com;Świętosława Żak\n", foundation))
        let rows = try CSVReader(path: path).rows()
        #expect(rows.count == 60_001)
        #expect(rows.last?.fields == ["b@example.com", "Świętosława Żak"])
    }

    @Test func `letters on the border of two blocks stay whole`() throws {
        for encoding in [String.Encoding.utf8, .utf16LittleEndian, .windowsCP1250] {
            let rows = (0..<40_000).map { "a@example.com;\(String(repeating: "ż", count: $0 % 7))ś😀\($0)" }
            let lines = encoding == .windowsCP1250 ? rows.map { $0.replacing("😀", with: "") } : rows
            let folder = try TemporaryFolder()
            let path = try folder.file(try bytes("email;name\n" + lines.joined(separator: "\n"), encoding))
            let read = try CSVReader(path: path).rows().map { $0.fields.joined(separator: ";") }
            #expect(read == lines)
        }
    }

    @Test func `broken letters are told of their row and column, and the others are read`() throws {
        let lines = (0..<100).map { "a\($0)@example.com;Żaneta;Łódź\n" }.joined()
        let folder = try TemporaryFolder()
        let path = try folder.file(
            Array("email;name;city\n\(lines)b@example.com;\u{17B}an".utf8) + [0xBF] + Array("eta;X\n".utf8)
        )
        let reader = try CSVReader(path: path)
        #expect(reader.encoding == .utf8)
        let rows = try reader.rows()
        #expect(rows.count { $0.problem == nil } == 100)
        #expect(rows.last?.problem == .unreadable(column: 1))
        #expect(rows.last?.line == 102)
    }

    @Test func `a byte without meaning in a code page is told`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file(
            Array("email;name\nb@example.com;x".utf8) + [0x81] + Array("\nc@example.com;y\n".utf8)
        )
        let rows = try CSVReader(path: path, encoding: .cp1250).rows()
        #expect(rows.map(\.problem) == [.unreadable(column: 1), nil])
    }

    @Test(arguments: [
        ("UTF-8", TextEncoding.utf8), ("utf8", .utf8), ("windows-1250", .cp1250), ("CP1250", .cp1250),
        ("ISO-8859-2", .latin2),
        ("latin2", .latin2), ("utf-16", .utf16),
    ])
    func `encodings are known by their usual names`(word: String, encoding: TextEncoding) {
        #expect(TextEncoding(word: word) == encoding)
        #expect(TextEncoding(word: encoding.word) == encoding)
    }

    @Test func `an unknown encoding is none`() {
        #expect(TextEncoding(word: "ebcdic") == nil)
    }
}
