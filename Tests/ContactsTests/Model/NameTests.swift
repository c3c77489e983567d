import Contacts
import TestSupport
import Testing

struct TagNameTests {
    @Test(arguments: [
        ("vip", "VIP"), (" Vip ", "VIP"), ("skład", "SKLAD"), ("Żółty  słoń", "ZOLTY__SLON"),
        ("shoe buyers", "SHOE_BUYERS"),
        ("a\tb\u{A0}c", "A_B_C"), ("straße", "STRASSE"), ("50%", "50%"), ("!#$&*\"'", "_______"), ("Œuvre", "OEUVRE"),
        ("SHOESIZE_43", "SHOESIZE_43"), ("日本", "日本"), ("🎉", "🎉"), ("e\u{301}té", "ETE"), ("ﬁn", "FIN"), ("ı", "I"),
        ("\r\na\r\nb", "A_B"), ("Привет", "ПРИВЕТ"), ("a\u{604} b", "A\u{604}_B"),
    ])
    func `a tag is normalised`(input: String, text: String) throws {
        #expect(try TagName(input).text == text)
    }

    @Test func `what is normalised stays as it is`() {
        var random = SeededGenerator(for: "what is normalised stays as it is")
        for _ in 0..<3_000 {
            let input = Self.randomText(using: &random)
            guard let name = try? TagName(input) else { continue }
            #expect((try? TagName(name.text)) == name, "\(input.debugDescription)")
            #expect(!name.text.isEmpty, "\(input.debugDescription)")
            #expect(!name.text.unicodeScalars.contains { ",!#$&*\"' \n\t".unicodeScalars.contains($0) }, "\(input)")
        }
    }

    @Test(arguments: ["", " ", "\n", "\u{301}", " \u{301}\u{302} "])
    func `a tag of nothing is refused`(input: String) {
        #expect(throws: TagNameError.empty) { try TagName(input) }
    }

    /// A comma with a mark on it, or one that a mark hides from a comparison of characters, splits lists all the same.
    @Test(arguments: ["a,b", ",", "a,\u{301}b", "a,\u{FE0F}b", "\u{301},"])
    func `a comma is refused`(input: String) {
        #expect(throws: TagNameError.comma(input)) { try TagName(input) }
    }

    @Test(arguments: ["a!\u{FE0F}b", "a'\u{200D}b", "a\"\u{301}b"])
    func `a forbidden character is replaced under any mark`(input: String) throws {
        #expect(try TagName(input).text.unicodeScalars.contains { "!'\"".unicodeScalars.contains($0) } == false)
    }

    @Test func `a tag has 255 characters at most`() throws {
        #expect(try TagName(String(repeating: "ł", count: 255)).text == String(repeating: "L", count: 255))
        #expect(throws: TagNameError.tooLong(limit: 255, actual: 256)) {
            try TagName(String(repeating: "x", count: 256))
        }
        #expect(throws: TagNameError.tooLong(limit: 255, actual: 256)) {
            try TagName(String(repeating: "ß", count: 128))
        }
    }

    private static func randomText(using random: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<random.int(1...8) {
            let limit: UInt32 = random.pick([0x7F, 0x24F, 0x36F, 0x1FFF, 0xFFFF, 0x1F9FF])
            if let scalar = Unicode.Scalar(UInt32.random(in: 1...limit, using: &random)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

struct DetailNameTests {
    @Test func `a detail name is trimmed and keeps its case`() throws {
        #expect(try DetailName(" shoe_size\n").text == "shoe_size")
        #expect(try DetailName("City") != DetailName("city"))
        #expect(try DetailName("100%, 'x'").text == "100%, 'x'")
    }

    /// The databases compare bytes, Swift compares characters: one spelling keeps them together.
    @Test func `two encodings of one name are one name to the last byte`() throws {
        let composed = try DetailName("kolor é")
        let decomposed = try DetailName("kolor e\u{301}")
        #expect(Array(composed.text.utf8) == Array(decomposed.text.utf8))
    }

    @Test func `a detail name is neither empty nor too long`() throws {
        #expect(throws: DetailNameError.empty) { try DetailName(" \t") }
        #expect(try DetailName(String(repeating: "ł", count: 255)).text.count == 255)
        #expect(throws: DetailNameError.tooLong(limit: 255, actual: 256)) {
            try DetailName(String(repeating: "ł", count: 256))
        }
    }
}
