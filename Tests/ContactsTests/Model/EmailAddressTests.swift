import Contacts
import TestSupport
import Testing

/// The limits of RFC 5321, section 4.5.3.1, the local parts of section 4.1.2 and the letters of RFC 6531.
struct EmailAddressTests {
    private static let label = String(repeating: "d", count: 63)

    @Test(arguments: [
        "a@b.co", "first.last@example.com", "!#$%&'*+-/=?^_`{|}~@example.com", "a+b@sub.sub.example.com", "1@2.example",
        "A.B@EXAMPLE.COM", "a@xn--bcher-kva.example", "a@bücher.example", "a@日本.example", "a@a-b.example",
        "a@1.2.3.com", "o'brien@example.com", "jörg@example.com", "ł@example.com", "用户@例子.example", "дима@example.com",
        "\"aaa..bbb\"@example.com", "\"a b\"@example.com", "\"a@b\"@example.com", "\"a\\\"b\"@example.com",
    ])
    func `a proper address is taken as it is given`(text: String) throws {
        #expect(try EmailAddress(text).text == text)
        #expect(try EmailAddress(" \t\(text)\r\n").text == text)
        #expect(try EmailAddress(EmailAddress(text).key).key == EmailAddress(text).key)
    }

    @Test(arguments: [
        ("", EmailAddressError.empty), (" \n", .empty), ("plain", .noAtSign), ("@example.com", .emptyLocalPart),
        (".a@example.com", .badLocalPart), ("a.@example.com", .badLocalPart), ("a..b@example.com", .badLocalPart),
        ("a b@example.com", .badLocalPart), ("\"a@example.com", .badLocalPart), ("\"\"@example.com", .badLocalPart),
        ("\"a\"b@example.com", .badLocalPart), ("a@b@example.com", .badLocalPart),
        ("a\u{AD}b@example.com", .badCharacter("\u{AD}")), ("a\u{200E}b@example.com", .badCharacter("\u{200E}")),
        ("a\u{3000}b@example.com", .badCharacter("\u{3000}")), ("\"a\u{0}b\"@example.com", .badCharacter("\u{0}")),
        ("a,b@example.com", .badLocalPart), ("a<b>@example.com", .badLocalPart),
        ("a\u{0}b@example.com", .badCharacter("\u{0}")), ("a@", .badDomain("")), ("a@com", .badDomain("com")),
        ("a@.com", .badDomain(".com")), ("a@example..com", .badDomain("example..com")),
        ("a@example.com.", .badDomain("example.com.")), ("a@-b.com", .badDomain("-b.com")),
        ("a@b-.com", .badDomain("b-.com")), ("a@exa mple.com", .badDomain("exa mple.com")),
        ("a@exam_ple.com", .badDomain("exam_ple.com")), ("a@[127.0.0.1]", .badDomain("[127.0.0.1]")),
        ("a@127.0.0.1", .badDomain("127.0.0.1")), ("a@b\u{0}.com", .badDomain("b\u{0}.com")),
    ])
    func `an address that breaks a rule is refused by that rule`(text: String, error: EmailAddressError) {
        #expect(throws: error) { try EmailAddress(text) }
    }

    @Test func `the local part has 64 octets at most`() throws {
        let longest = String(repeating: "x", count: 64)
        #expect(try EmailAddress("\(longest)@example.com").key == "\(longest)@example.com")
        #expect(throws: EmailAddressError.localPartTooLong(actual: 65)) { try EmailAddress("\(longest)y@example.com") }
    }

    @Test func `a label has 63 octets and an address 254`() throws {
        #expect(try EmailAddress("a@\(Self.label).com").domain == "\(Self.label).com")
        #expect(throws: EmailAddressError.badDomain("\(Self.label)d.com")) { try EmailAddress("a@\(Self.label)d.com") }
        let domain = "\(Self.label).\(Self.label).\(String(repeating: "e", count: 60)).com"
        let local = String(repeating: "x", count: 254 - 1 - domain.utf8.count)
        #expect(try EmailAddress("\(local)@\(domain)").key.utf8.count == 254)
        #expect(throws: EmailAddressError.tooLong(actual: 255)) { try EmailAddress("\(local)y@\(domain)") }
    }

    @Test func `an international domain is compared in its ASCII form`() throws {
        let address = try EmailAddress("Anna@BÜCHER.example")
        #expect(address.text == "Anna@BÜCHER.example")
        #expect(address.key == "anna@xn--bcher-kva.example")
        #expect(address.domain == "xn--bcher-kva.example")
        #expect(try EmailAddress("anna@bu\u{308}cher.example").key == address.key)
        // Nontransitional: ß stays a letter of its own.
        #expect(try EmailAddress("a@straße.example").domain == "xn--strae-oqa.example")
        #expect(EmailAddress.key(ofDomain: "BÜCHER.example") == "xn--bcher-kva.example")
        #expect(EmailAddress.key(ofDomain: "Not A Domain") == "not a domain")
    }

    @Test func `one address has one key, however it is written`() throws {
        for (written, key) in [
            ("JÖRG@example.com", "jörg@example.com"), ("jo\u{308}rg@example.com", "jörg@example.com"),
            ("\"anna\"@example.com", "anna@example.com"), ("\"an\\na\"@example.com", "anna@example.com"),
            ("anna@ｅｘａｍｐｌｅ.com", "anna@example.com"), ("anna@example。com", "anna@example.com"),
            ("anna@exam\u{AD}ple.com", "anna@example.com"), ("anna@EXAMPLE．com", "anna@example.com"),
            ("anna@ｂüｃher.example", "anna@xn--bcher-kva.example"),
            ("\u{200B}anna@example.com\u{202C}", "anna@example.com"),
        ] {
            #expect(try EmailAddress(written).key == key, "\(written)")
        }
        #expect(try EmailAddress("anna@ｅｘａｍｐｌｅ.com").text == "anna@example.com")
        #expect(try EmailAddress("\"anna\"@example.com").text == "anna@example.com")
        #expect(try EmailAddress("jo\u{308}rg@example.com").text.utf8.elementsEqual("jörg@example.com".utf8))
    }

    @Test func `random addresses are taken and their keys are stable`() throws {
        var random = SeededGenerator(for: "random addresses are taken and their keys are stable")
        for contact in RandomContacts().make(500, using: &random) {
            #expect(try EmailAddress(contact.email.key).key == contact.email.key)
            #expect(contact.email.key.hasSuffix("@" + contact.email.domain))
            #expect(contact.email.key == contact.email.key.lowercased())
        }
    }
}
