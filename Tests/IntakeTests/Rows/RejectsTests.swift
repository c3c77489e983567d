import Contacts
import Foundation
import Intake
import TestSupport
import Testing

struct RejectsTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Reads a file as an import does.
    private func parse(
        _ path: String
    ) throws -> (rows: [ParsedRow], rejected: [(CSVRecord, Rejection)], rejects: RejectsWriter) {
        let reader = try CSVReader(path: path)
        let parser = RowParser(try ColumnMapping(header: reader.header))
        let writer = RejectsWriter(besides: path, header: reader.header, separator: reader.separator)
        var rows: [ParsedRow] = []
        var rejected: [(CSVRecord, Rejection)] = []
        for record in try reader.rows() {
            switch parser.parse(record) {
            case .success(let row): rows.append(row)
            case .failure(let rejection):
                rejected.append((record, rejection))
                try writer.append(record, rejection)
            }
        }
        try writer.close()
        return (rows, rejected, writer)
    }

    @Test func `a file without mistakes has no rejects file`() throws {
        let path = try folder.file("email,name\na@example.com,A\n")
        let rejects = try parse(path).rejects
        #expect(rejects.count == 0)
        #expect(!FileManager.default.fileExists(atPath: rejects.path))
    }

    @Test func `the rejects file stands beside the file`() {
        #expect(RejectsWriter.path(besides: "/x/people.csv") == "/x/people.rejects.csv")
        #expect(RejectsWriter.path(besides: "/x/PEOPLE.CSV") == "/x/PEOPLE.rejects.csv")
        #expect(RejectsWriter.path(besides: "people.txt") == "people.txt.rejects.csv")
    }

    @Test func `a rejected row stands there as it was, with its line, column and reason`() throws {
        let path = try folder.file(
            "email;name;score\na@example.com;A;1\nnobody;\"B \"\"b\"\";\n\nn\";2\nc@example.com;C\n"
        )
        let rejects = try parse(path).rejects
        let reader = try CSVReader(path: rejects.path)
        #expect(reader.separator == .semicolon)
        #expect(reader.header == ["line", "column", "reason", "email", "name", "score"])
        let rows = try reader.rows()
        #expect(rows.count == rejects.count)
        #expect(rows.first?.fields.prefix(2) == ["3", "email"])
        #expect(rows.first?.fields.suffix(3) == ["nobody", "B \"b\";\n\nn", "2"])
        #expect(rows.last?.fields.prefix(2) == ["6", ""])
        #expect(rows.last?.fields.suffix(2) == ["c@example.com", "C"])
    }

    @Test func `a mended rejects file can be imported, and rejected again`() throws {
        let path = try folder.file("email,name,score\nnobody,A,1\nb@example.com,B,many\nc@,C,3\n")
        let first = try parse(path).rejects
        let text = try String(contentsOfFile: first.path, encoding: .utf8)
        let mended = text.replacing("nobody", with: "a@example.com").replacing("\"many\"", with: "\"2\"")
        try mended.write(toFile: first.path, atomically: true, encoding: .utf8)
        let second = try parse(first.path)
        #expect(second.rows.map(\.email.text) == ["a@example.com", "b@example.com"])
        #expect(second.rows.map(\.score) == [1, 2])
        #expect(second.rows.allSatisfy { $0.details.isEmpty })
        #expect(second.rejects.path == folder.path("people.rejects.rejects.csv"))
        let again = try CSVReader(path: second.rejects.path)
        #expect(again.header == ["line", "column", "reason", "email", "name", "score"])
        let row = try #require(try again.rows().first)
        #expect(row.fields.first == "4")
        #expect(row.fields.dropFirst(3) == ["c@", "C", "3"])
    }

    @Test func `every row of a file with one per cent of broken rows is accounted for`() throws {
        var random = SeededGenerator(for: "broken rows")
        let total = 20_000
        var text = "email,name,score,status,created,tags\n"
        var line = 2
        var broken: [Int: Rejection.Reason] = [:]
        for index in 0..<total {
            var cells = [
                "p\(index)@example.com", "Łucja \(index)", "\(index % 500)", "subscribed", "2026-05-14", "VIP",
            ]
            if random.chance(0.01) {
                let (column, value, reason) = random.pick(Self.mistakes)
                if column < cells.count { cells[column] = value } else { cells.append(value) }
                broken[line] = reason
            } else if random.chance(0.1) {
                cells[1] = "\"two\nlines, \(index)\""
            }
            text += cells.joined(separator: ",") + "\n"
            line += cells[1].hasPrefix("\"") ? 2 : 1
        }
        let result = try parse(try folder.file(text))
        #expect(broken.count > total / 200)
        #expect(result.rows.count == total - broken.count)
        #expect(result.rows.count + result.rejects.count == total)
        #expect(result.rejected.map(\.1.line) == broken.keys.sorted())
        for (record, rejection) in result.rejected {
            #expect(rejection.reason == broken[rejection.line], "\(record)")
        }
        let written = try CSVReader(path: result.rejects.path).rows()
        #expect(written.map { $0.fields.first } == broken.keys.sorted().map { "\($0)" })
        #expect(written.map { Array($0.fields.dropFirst(3)) } == result.rejected.map(\.0.fields))
    }

    private static let mistakes: [(column: Int, value: String, reason: Rejection.Reason)] = [
        (0, "", .noEmail), (0, "nobody", .email(.noAtSign)), (0, "a b@example.com", .email(.badLocalPart)),
        (1, String(repeating: "x", count: 300), .tooLong(limit: 255, actual: 300)), (2, "many", .notANumber),
        (3, "perhaps", .unknownStatus), (4, "31.02.2026", .notADate),
        (6, "surplus", .columnCount(expected: 6, found: 7)),
    ]

    @Test func `a folder that cannot be written is told`() throws {
        let writer = RejectsWriter(besides: folder.path("gone/people.csv"), header: ["email"])
        let record = CSVRecord(line: 2, fields: ["x"])
        let rejection = Rejection(line: 2, column: "email", reason: .noEmail, value: "x")
        #expect(throws: RejectsError(path: folder.path("gone/people.rejects.csv"))) {
            try writer.append(record, rejection)
        }
    }
}
