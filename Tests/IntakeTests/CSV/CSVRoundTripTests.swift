import Intake
import TestSupport
import Testing

struct CSVRoundTripTests {
    @Test(arguments: Separator.allCases)
    func `what is written is read back`(separator: Separator) throws {
        var random = SeededGenerator(for: "CSV round trip, \(separator)")
        // A file of text holds no zero characters.
        let texts = AwkwardText.all.filter { !$0.utf8.contains(0) && $0.utf8.count < 2_000 }
        for _ in 0..<40 {
            let columns = random.int(1...6)
            let rows = (0..<random.int(1...60)).map { _ in (0..<columns).map { _ in random.pick(texts) } }
            var writer = CSVWriter(separator: separator)
            writer.append((1...columns).map { "column \($0)" })
            for row in rows { writer.append(row) }
            let folder = try TemporaryFolder()
            let reader = try CSVReader(path: try folder.file(writer.take()), separator: separator, encoding: .utf8)
            let read = try reader.rows(limit: random.int(1...70))
            try #require(read.map(\.fields) == rows)
            try #require(read.allSatisfy { $0.problem == nil })
        }
    }

    @Test func `lines are counted as a text editor counts them`() throws {
        var random = SeededGenerator(for: "CSV lines")
        let pieces = ["x", "\n", "\r\n", "\r", "\"\"", ",", "ł"]
        for _ in 0..<200 {
            var text = "a,b\n"
            var lines: [Int] = []
            for _ in 0..<random.int(1...20) {
                text += String(repeating: "\n", count: random.int(0...2))
                // CR LF is one Character in Swift, so newlines are counted over scalars.
                lines.append(1 + Self.lineBreaks(text))
                let cell = (0..<random.int(0...8)).map { _ in random.pick(pieces) }.joined()
                text += "\"\(cell)\",end" + random.pick(["\n", "\r\n"])
            }
            let folder = try TemporaryFolder()
            let read = try CSVReader(path: try folder.file(text), separator: .comma).rows()
            try #require(read.map(\.line) == lines, "\(text.debugDescription)")
        }
    }

    private static func lineBreaks(_ text: String) -> Int {
        text.replacing("\r\n", with: "\n").unicodeScalars.count { $0 == "\n" || $0 == "\r" }
    }
}
