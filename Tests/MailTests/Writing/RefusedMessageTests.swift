import Foundation
import Mail
import Testing

/// What must not be written down.
struct RefusedMessageTests {
    private static let breaks = ["\n", "\r", "\r\n", "\0", "\u{2028}", "\u{B}", "\u{7F}"]

    @Test(arguments: breaks)
    func `no text of a header can begin another one`(lineBreak: String) {
        let text = "a\(lineBreak)Bcc: everybody@shop.example"
        var message = MailMessage.sample()
        message.subject = text
        expectRefusal(of: message)
        message = .sample()
        message.from = MailAddress("a@shop.example", name: text)
        expectRefusal(of: message)
        message = .sample()
        message.replyTo = MailAddress("a@shop.example", name: text)
        expectRefusal(of: message)
        message = .sample()
        message.to = MailAddress("a@shop.example\(lineBreak)")
        expectRefusal(of: message)
        message = .sample()
        message.headers = [("X-A", text)]
        expectRefusal(of: message)
        message = .sample()
        message.headers = [("X-A\(lineBreak)", "b")]
        expectRefusal(of: message)
        message = .sample()
        message.messageID = "a\(lineBreak)@b"
        expectRefusal(of: message)
    }

    @Test(arguments: ["", "X A", "X:", "Ł", "Subject", "from", "Content-Type", "MIME-Version", "Bcc"])
    func `a further header has a name of its own`(name: String) {
        var message = MailMessage.sample()
        message.headers = [(name, "x")]
        #expect(throws: MailError.badHeaderName(name)) { try message.encoded() }
    }

    @Test(arguments: [
        "", "a", "@", "a@", "@b.example", "a b@c.example", "a@b c", "a>@b.example", "a@b.example>", "a@-b.example",
        "a..b@c.example", ".a@c.example", "a@b..example", "a,b@c.example", "a@b@c.example", "\"a\"b\"@c.example",
        "\"a\\\"@c.example", "a\u{200B}b@c.example", "a\u{A0}b@c.example", "a@[1.2.3.4", "a@b_c.example",
        String(repeating: "a", count: 65) + "@b.example", "a@" + String(repeating: "b", count: 64) + ".example",
    ])
    func `what is no address is refused with the address`(address: String) {
        var message = MailMessage.sample()
        message.to = MailAddress(address)
        #expect(throws: MailError.badAddress(address)) { try message.encoded() }
    }

    @Test(arguments: [
        ("anna@customer.example", "anna@customer.example"), ("Anna.K+x@CUSTOMER.example", "Anna.K+x@customer.example"),
        ("a@bücher.example", "a@xn--bcher-kva.example"), ("a@localhost", "a@localhost"),
        ("a@[127.0.0.1]", "a@[127.0.0.1]"), ("\"a b\"@c.example", "\"a b\"@c.example"),
    ])
    func `a domain is written in ASCII`(address: String, written: String) throws {
        var message = MailMessage.sample()
        message.to = MailAddress(address)
        let text = String(decoding: try message.encoded(), as: UTF8.self)
        #expect(text.contains("To: \(written)\r\n"), "\(text)")
    }

    @Test func `a header that no reader takes is refused`() {
        var message = MailMessage.sample()
        message.subject = String(repeating: "ż", count: 5_000)
        #expect(throws: MailError.tooLong("the subject")) { try message.encoded() }
    }

    private func expectRefusal(of message: MailMessage) {
        #expect(throws: MailError.self) { try message.encoded() }
    }
}
