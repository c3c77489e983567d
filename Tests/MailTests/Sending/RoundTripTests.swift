import Foundation
import Mail
import TestSupport
import Testing

/// What goes out is what comes in, in the eyes of two readers that are not ours.
struct RoundTripTests {
    @Test func `random messages arrive as they were written`() async throws {
        try await SMTPServer.run { server in
            var random = SeededGenerator(for: "random messages arrive")
            let messages = (0..<60).map { MailMessage.random($0, using: &random) }
            let connection = SMTPConnection(server.account, through: .local)
            for message in messages {
                let outcome = await connection.send(
                    try message.encoded(),
                    from: "bounces+7@shop.example",
                    to: message.to.address
                )
                #expect(outcome == .accepted(reply: "250 2.0.0 Taken"))
            }
            await connection.close()
            let received = try server.received()
            try #require(received.count == messages.count)
            for (message, mail) in zip(messages, received) { try Self.compare(message, mail) }
            #expect(try server.connections() == 1)
        }
    }

    private static func compare(_ message: MailMessage, _ mail: SMTPServer.Received) throws {
        #expect(mail.sender == "bounces+7@shop.example")
        #expect(mail.recipient.hasPrefix(message.to.address.prefix(while: { $0 != "@" })))
        #expect(mail.recipient.utf8.allSatisfy { $0 < 0x80 })
        #expect(mail.defects == [])
        #expect(mail.header("Subject") == message.subject)
        #expect(mail.header("Message-ID") == "<\(message.messageID)>")
        for header in message.headers { #expect(mail.header(header.name) == header.value) }
        #expect(mail.text?.asRead == message.text.asRead)
        #expect(mail.html?.asRead == message.html?.asRead)
        #expect(mail.type == (message.html == nil ? "text/plain" : "multipart/alternative"))
        let names = [("From", message.from), ("To", message.to)] + (message.replyTo.map { [("Reply-To", $0)] } ?? [])
        for (header, address) in names {
            let value = try #require(mail.header(header))
            if let name = address.name {
                #expect(value.hasPrefix(name + " <"), "\(header)")
            } else {
                #expect(!value.contains("<"), "\(header)")
            }
        }
        try compareWithOurReader(message, mail.raw)
    }

    private static func compareWithOurReader(_ message: MailMessage, _ raw: Data) throws {
        let read = IncomingMail(data: raw)
        #expect(read.header("subject") == message.subject)
        #expect(read.header("MESSAGE-ID") == "<\(message.messageID)>")
        #expect(read.plainText?.asRead == message.text.asRead)
        let html = read.leaves.first { $0.contentType == "text/html" }
        #expect(html?.text?.asRead == message.html?.asRead)
    }

    @Test func `every line on the wire is short, of ASCII and ended by CR LF`() throws {
        var random = SeededGenerator(for: "every line on the wire")
        for index in 0..<200 {
            let data = try MailMessage.random(index, using: &random).encoded()
            #expect(data.allSatisfy { $0 < 0x80 && $0 != 0 })
            let lines = data.split(separator: 10, omittingEmptySubsequences: false)
            #expect(lines.last?.isEmpty == true)
            for line in lines.dropLast() {
                #expect(line.last == 13 && line.dropLast().allSatisfy { $0 != 13 })
                #expect(line.count <= 999, "\(String(decoding: line, as: UTF8.self))")
            }
        }
    }

    @Test func `the same message is written the same way but for its boundary`() throws {
        let message = MailMessage.sample()
        #expect(try message.encoded() == message.encoded())
        #expect(
            String(decoding: try message.encoded(), as: UTF8.self).contains("Date: Sat, 21 Nov 2026 09:00:00 +0000\r\n")
        )
    }
}
