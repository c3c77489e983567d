import Contacts
import TestSupport
import Testing

struct CSVCellTests {
    @Test func `what a spreadsheet would take for a formula gets an apostrophe, and nothing else does`() {
        for (text, cell) in [
            ("=1+1", "'=1+1"), ("+48600100200", "'+48600100200"), ("-5", "'-5"), ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("\n=1", "'\n=1"), ("＝1+1", "'＝1+1"), ("'=1", "''=1"),
            ("''=1", "'''=1"), ("", ""), ("'", "'"), ("''", "''"), ("'s-Gravenhage", "'s-Gravenhage"),
            ("Anna = Ola", "Anna = Ola"), ("żółć", "żółć"), ("1-2", "1-2"), (" =1", " =1"),
        ] {
            #expect(CSVCell.harmless(text) == cell, "\(text.debugDescription)")
            #expect(CSVCell.value(of: cell) == text, "\(cell.debugDescription)")
        }
        #expect(CSVCell.quoted("=\"a\"") == "\"'=\"\"a\"\"\"")
        #expect(CSVCell.plain("a;b", separator: ";") == "\"a;b\"" && CSVCell.plain("a,b", separator: ";") == "a,b")
        #expect(CSVCell.plain("@a", separator: ";") == "'@a")
    }

    @Test func `whatever is written is taken back exactly, and is no formula`() {
        var random = SeededGenerator(for: "CSV cells")
        let pieces =
            ["'", "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "a", "ł", "＝", " ", "\"", ";"] + AwkwardText.all
        for _ in 0..<2_000 {
            let text = (0..<random.int(0...6)).map { _ in random.pick(pieces) }.joined()
            let cell = CSVCell.harmless(text)
            let first = cell.unicodeScalars.first
            #expect(first.map { !"=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? true, "seed \(random.seed)")
            #expect(
                CSVCell.value(of: cell).utf8.elementsEqual(text.utf8),
                "seed \(random.seed): \(text.debugDescription)"
            )
        }
    }
}
