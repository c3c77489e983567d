import Contacts
import Foundation
import TestSupport
import Testing

struct FoldingTests {
    @Test(arguments: [
        ("Anna", "anna"), ("ŁÓDŹ", "łódź"), ("E\u{301}", "é"), ("é", "é"), ("straße", "straße"), ("", ""),
        ("a b", "a b"),
    ])
    func `folding takes away case and the choice of encoding`(text: String, folded: String) {
        #expect(Array(text.folded.utf8) == Array(folded.utf8))
    }

    @Test(arguments: AwkwardText.all)
    func `a folded text is folded already`(text: String) {
        #expect(Array(text.folded.folded.utf8) == Array(text.folded.utf8))
    }

    @Test func `spellings of one phone number have one key`() {
        let spellings = ["+48 600-100 (200)", "+48600100200", "+48/600.100.200", " +48 [600] 100\u{A0}200"]
        #expect(Set(spellings.map(\.phoneKey)) == ["+48600100200"])
        #expect("ABC".phoneKey == "abc")
    }

    @Test(arguments: [
        ("43", 43.0), ("-1", -1), ("+2", 2), ("4,5", 4.5), ("4.5", 4.5), ("", nil), ("1e5", nil), ("nan", nil),
        ("inf", nil), ("0x10", nil), ("1,2,3", nil), ("1 000", nil), ("-", nil), ("٣", nil),
        (String(repeating: "9", count: 33), nil),
    ])
    func `a detail that is a number is compared as one`(text: String, number: Double?) {
        #expect(DetailColumns(text).number == number)
    }

    @Test func `the folded value is kept only where it differs`() {
        #expect(DetailColumns("kraków").key == nil)
        #expect(DetailColumns("Kraków").key == "kraków")
    }
}

struct ContactIDTests {
    @Test func `an id is ordered by time and says its version`() {
        var random = SeededGenerator(for: "an id is ordered by time and says its version")
        let ids = (0..<100).map { ContactID(at: TestClock.start + $0, using: &random) }
        #expect(ids.map(\.description) == ids.map(\.description).sorted())
        #expect(Set(ids).count == 100)
        #expect(ids.allSatisfy { $0.bytes[6] >> 4 == 7 && $0.bytes[8] >> 6 == 2 })
    }

    @Test func `an id comes back from its text and its bytes`() {
        var random = SeededGenerator(seed: 1)
        let id = ContactID(at: TestClock.start, using: &random)
        #expect(ContactID(id.description) == id)
        #expect(ContactID(id.description.uppercased()) == id)
        #expect(ContactID(bytes: id.bytes) == id)
        #expect(ContactID("no id") == nil)
        #expect(ContactID(bytes: [1, 2, 3]) == nil)
    }
}
