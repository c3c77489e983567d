import Foundation
import Intake
import Testing

struct CSVReaderTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func read(_ text: String, separator: Separator? = nil) throws -> (header: [String], rows: [CSVRecord]) {
        let reader = try CSVReader(path: try folder.file(text), separator: separator)
        return (reader.header, try reader.rows())
    }

    @Test(arguments: [(",", Separator.comma), (";", .semicolon), ("\t", .tab)])
    func `the separator is found in the header`(mark: String, separator: Separator) throws {
        let text = ["email", "full name", "city"].joined(separator: mark) + "\na@example.com\(mark)A, B; C\(mark)X\n"
        let reader = try CSVReader(path: try folder.file(text.replacing("A, B; C", with: "\"A, B; C\"")))
        #expect(reader.separator == separator)
        #expect(reader.header == ["email", "full name", "city"])
        #expect(try reader.rows().map(\.fields) == [["a@example.com", "A, B; C", "X"]])
    }

    @Test func `separators inside quotes do not count`() throws {
        let (header, _) = try read("\"Name, first, middle, last\";email\n")
        #expect(header == ["Name, first, middle, last", "email"])
    }

    @Test func `a given separator goes before the found one`() throws {
        #expect(try read("a,b;c,d\n", separator: .semicolon).header == ["a,b", "c,d"])
    }

    @Test func `a header of one column has no separator`() throws {
        let (header, rows) = try read("email\na@example.com\n")
        #expect(header == ["email"])
        #expect(rows == [CSVRecord(line: 2, fields: ["a@example.com"])])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `lines end in any of the three ways`(end: String) throws {
        let (header, rows) = try read(["a,b", "1,2", "", "3,4"].joined(separator: end) + end)
        #expect(header == ["a", "b"])
        #expect(rows.map(\.fields) == [["1", "2"], ["3", "4"]])
        #expect(rows.map(\.line) == [2, 4])
    }

    @Test func `quoted fields hold separators, quotation marks and line breaks`() throws {
        let (_, rows) = try read("a,b\n\"x, \"\"y\"\"\",\"one\ntwo\r\nthree\"\n\"\",last")
        #expect(rows.map(\.fields) == [["x, \"y\"", "one\ntwo\r\nthree"], ["", "last"]])
    }

    @Test func `a row is known by the line in which it begins`() throws {
        let (_, rows) = try read("a,\"b\nb\"\n\n1,\"x\n\ny\"\r\n2,z\r\n\r\n\"\n3\",\"\r\r\n\"\n4,z\n")
        #expect(rows.map(\.line) == [4, 7, 9, 13])
    }

    @Test func `the last line needs no end`() throws {
        #expect(try read("a,b\n1,").rows == [CSVRecord(line: 2, fields: ["1", ""])])
    }

    @Test func `a header alone has no rows`() throws {
        #expect(try read("a,b").rows.isEmpty)
    }

    @Test func `rows with another number of columns come as they are`() throws {
        #expect(try read("a,b\n1\n1,2,3\n").rows.map(\.fields.count) == [1, 3])
    }

    @Test func `a quotation mark inside an unquoted field is a character`() throws {
        #expect(try read("a,b\n5\" pipe,x\n").rows.map(\.fields) == [["5\" pipe", "x"]])
    }

    @Test func `a quotation mark that is never closed is told of its row`() throws {
        let (_, rows) = try read("a,b\n1,2\n3,\"4\n5,6\n")
        #expect(rows.map(\.problem) == [nil, .openQuote])
        #expect(rows.last?.line == 3)
    }

    @Test func `a row without end is refused rather than kept in memory`() throws {
        let text = "a,b\n1,\"" + String(repeating: "x,y\n", count: 400_000)
        let reader = try CSVReader(path: try folder.file(text))
        let error = #expect(throws: CSVError.self) { try reader.rows() }
        #expect(error == .endlessRow(line: 2, limit: 1 << 20))
        #expect(error?.message.contains("line 2") == true)
    }

    @Test func `batches have the size that is asked for, across blocks of the file`() throws {
        let count = 60_000
        let text = "number,text\n" + (0..<count).map { "\($0),\"some text\nthat fills blocks \($0)\"\n" }.joined()
        let reader = try CSVReader(path: try folder.file(text))
        var next = 0
        while let batch = try reader.nextBatch(limit: 7_001) {
            #expect(batch.count == min(7_001, count - next))
            for record in batch {
                try #require(record.fields == ["\(next)", "some text\nthat fills blocks \(next)"])
                try #require(record.line == 2 + 2 * next)
                next += 1
            }
        }
        #expect(next == count)
        #expect(reader.bytesRead == text.utf8.count)
        #expect(reader.byteCount == text.utf8.count)
    }

    @Test func `a pipe is read like a file`() throws {
        let path = folder.path("pipe")
        try #require(mkfifo(path, 0o600) == 0)
        let text = "email,name\n" + String(repeating: "a@example.com,Łukasz\n", count: 100)
        let writer = Thread {
            try? FileHandle(forWritingAtPath: path)?.write(contentsOf: Data(text.utf8))
        }
        writer.start()
        let reader = try CSVReader(path: path)
        #expect(reader.byteCount == nil)
        #expect(try reader.rows().count == 100)
    }

    @Test func `what is no CSV file is refused with a reason`() throws {
        let folder = folder
        func error(_ path: String) -> CSVError? {
            #expect(throws: CSVError.self) { try CSVReader(path: path) }
        }
        #expect(error(folder.path("nothing.csv")) == .missing(path: folder.path("nothing.csv")))
        #expect(error(folder.url.path) == .directory(path: folder.url.path))
        let empty = try folder.file("", named: "empty.csv")
        #expect(error(empty) == .empty(path: empty))
        let blank = try folder.file("\n \r\n\n", named: "blank.csv")
        #expect(error(blank) == .empty(path: blank))
        let workbook = try folder.file("PK\u{3}\u{4}\u{14}\0", named: "people.xlsx")
        #expect(error(workbook) == .spreadsheet(path: workbook))
        let archive = try folder.file("PK\u{3}\u{4}\u{14}\0", named: "people.zip")
        #expect(error(archive) == .compressed(path: archive))
        let old = try folder.file([0xD0, 0xCF, 0x11, 0xE0, 0xA1], named: "people.xls")
        #expect(error(old) == .spreadsheet(path: old))
        let zipped = try folder.file([0x1F, 0x8B, 0x08], named: "people.csv.gz")
        #expect(error(zipped) == .compressed(path: zipped))
        let binary = try folder.file("email\0,name\n", named: "binary.csv")
        #expect(error(binary) == .binary(path: binary))
    }
}
