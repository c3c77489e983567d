import Bitmaps
import Contacts
import TestSupport
import Testing
import Tracking

struct LinkFilesTests {
    @Test func `files have ten thousand lines at most, in the order of the contacts`() {
        let members = Bitmap(1...25_000)
        let files = LinkFiles(members, visible: members, reach: .everybody)
        #expect(files.files.map(\.count) == [10_000, 10_000, 5_000] && files.lines == 25_000)
        #expect(files.files.map(\.first) == [1, 10_001, 20_001])
        #expect(LinkFiles(members, visible: members, reach: .owned(by: TestUsers.anna)).files == files.files)
        #expect(LinkFiles(Bitmap(), visible: members, reach: .everybody).files.isEmpty)
    }

    @Test func `who is deleted leaves a gap, and nobody moves to another file`() {
        let members = Bitmap(1...20_000)
        let visible = members.subtracting([1, 2, 10_001])
        let files = LinkFiles(members, visible: visible, reach: .everybody)
        #expect(files.files.map(\.count) == [9_998, 9_999])
        #expect(files.files[1] == Bitmap(10_002...20_000))
    }

    @Test func `who sees own contacts learns nothing of how many others have`() {
        let own = Bitmap([3, 9_999, 15_000])
        let few = LinkFiles(own, visible: own, reach: .owned(by: TestUsers.anna))
        let many = LinkFiles(Bitmap(1...20_000), visible: own, reach: .owned(by: TestUsers.anna))
        #expect(few.files == many.files && many.files == [own])
    }

    @Test(arguments: [
        (0, "0 links in 0 files"), (1, "1 link in 1 file"), (10_000, "10\u{202F}000 links in 1 file"),
        (20_000, "20\u{202F}000 links in 2 files of 10\u{202F}000"),
        (12_345, "12\u{202F}345 links in 2 files, the last one with 2\u{202F}345 and the others with 10\u{202F}000"),
    ])
    func `how links are divided is said in words`(links: Int, words: String) {
        #expect(LinkFiles.words(links: links) == words)
    }
}
