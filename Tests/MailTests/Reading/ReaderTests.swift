import Foundation
import Mail
import TestSupport
import Testing

/// Reading mail, whole and broken.
struct ReaderTests {
    private static let nested = """
        From: =?iso-8859-2?Q?=AF=F3=B3w?= <z@x.example>\r
        Subject: =?utf-8?B?xbzDs8WC?=\r
         =?utf-8?B?dw==?=\r
        Content-Type: multipart/report; report-type=Delivery-Status; boundary="b"\r
        \r
        --b\r
        Content-Type: text/plain; charset=iso-8859-2\r
        Content-Transfer-Encoding: quoted-printable\r
        \r
        =AF=F3=B3w\r
        --b\r
        Content-Type: application/octet-stream\r
        Content-Transfer-Encoding: base64\r
        \r
        AAEC/w==\r
        --b\r
        Content-Type: message/rfc822\r
        \r
        Subject: inner\r
        Message-ID: <7@shop.example>\r
        \r
        Hello\r
        --b--\r

        """

    @Test func `a message is taken apart`() throws {
        let mail = IncomingMail(data: Data(Self.nested.utf8))
        #expect(mail.header("from") == "Żółw <z@x.example>")
        #expect(mail.header("subject") == "żółw")
        #expect(mail.content?.contentType == "multipart/report")
        #expect(mail.content?.reportType == "delivery-status")
        #expect(
            mail.leaves.map(\.contentType) == ["text/plain", "application/octet-stream", "message/rfc822"]
        )
        #expect(mail.plainText?.asRead == "Żółw\n")
        #expect(mail.leaves[1].data == Data([0, 1, 2, 255]))
        let inner = try #require(mail.leaves[2].message)
        #expect(inner.header("Message-ID") == "<7@shop.example>")
        #expect(inner.plainText?.asRead == "Hello\n")
    }

    @Test(arguments: ["", "\n", "\r\n\r\n", "no header at all", "Subject: x", "From \n\n", "\0\0\0", ": :\n: \n\nx"])
    func `there is always an answer`(text: String) {
        let mail = IncomingMail(data: Data(text.utf8))
        #expect(mail.leaves.count <= 1)
    }

    @Test func `nothing breaks on broken mail`() throws {
        var random = SeededGenerator(for: "nothing breaks on broken mail")
        let samples =
            [Data(Self.nested.utf8)]
            + (0..<5).compactMap { index in
                try? MailMessage.random(index, using: &random).encoded()
            }
        for _ in 0..<2_000 {
            let mail = IncomingMail(data: MailNoise.spoil(random.pick(samples), using: &random))
            for part in mail.leaves { _ = part.text }
        }
    }

    @Test func `depth and number of parts have a limit`() {
        var nested = ""
        for level in 0..<5_000 {
            nested += "Content-Type: multipart/mixed; boundary=\"b\(level)\"\r\n\r\n--b\(level)\r\n"
        }
        #expect(IncomingMail(data: Data(nested.utf8)).leaves.count <= 1)
        let enclosed = String(repeating: "Content-Type: message/rfc822\r\n\r\n", count: 20_000)
        #expect(IncomingMail(data: Data(enclosed.utf8)).leaves.count <= 1)
        let wide =
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + String(repeating: "--b\r\n\r\nx\r\n", count: 50_000)
        #expect(IncomingMail(data: Data(wide.utf8)).leaves.count < 1_001)
        let header = "Subject: " + String(repeating: "x", count: 3_000_000) + "\r\n\r\nHello"
        #expect(IncomingMail(data: Data(header.utf8)).plainText?.asRead == "Hello\n")
        let headers = String(repeating: "X-A: b\r\n", count: 100_000) + "\r\nHello"
        #expect(IncomingMail(data: Data(headers.utf8)).headers.count <= 2_000)
    }
}
