import Foundation
import Mail
import TestSupport
import Testing

/// Addresses on the wire.
struct EnvelopeTests {
    @Test func `a line break in an address is no command`() async throws {
        try await SMTPServer.run { server in
            let connection = SMTPConnection(server.account, through: .local)
            let data = try MailMessage.sample().encoded()
            for poison in ["\r\nRCPT TO:<x@y.example>", "\nDATA", ">\r\nQUIT", "\0", " NOTIFY=NEVER", "> SIZE=1"] {
                let asRecipient = await connection.send(data, from: "a@shop.example", to: "b@c.example" + poison)
                guard case .refused(let reply) = asRecipient else {
                    Issue.record("\(asRecipient)")
                    continue
                }
                #expect(reply.enhanced == "5.1.3")
                #expect(reply.isAboutTheAddress)
                let asSender = await connection.send(data, from: "a@shop.example" + poison, to: "b@c.example")
                guard case .failed(_, mayHaveBeenSent: false) = asSender else {
                    Issue.record("\(asSender)")
                    continue
                }
            }
            #expect(try server.commands() == [])
        }
    }

    @Test func `the empty sender is written as such`() async throws {
        try await SMTPServer.run { server in
            let connection = SMTPConnection(server.account, through: .local)
            let outcome = await connection.send(try MailMessage.sample().encoded(), from: "", to: "a@bücher.example")
            #expect(outcome == .accepted(reply: "250 2.0.0 Taken"))
            #expect(try server.received().map(\.sender) == [""])
            #expect(try server.received().map(\.recipient) == ["a@xn--bcher-kva.example"])
        }
    }

    @Test(arguments: [true, false])
    func `letters beyond ASCII before the at sign need a server that knows them`(offers: Bool) async throws {
        var options = SMTPServer.Options()
        options.offersSMTPUTF8 = offers
        try await SMTPServer.run(options) { server in
            let connection = SMTPConnection(server.account, through: .local)
            let message = MailMessage.sample(to: "żółw@bücher.example")
            let outcome = await connection.send(try message.encoded(), from: "a@shop.example", to: message.to.address)
            if offers {
                #expect(outcome == .accepted(reply: "250 2.0.0 Taken"))
                let mail = try #require(try server.received().first)
                #expect(mail.recipient == "żółw@xn--bcher-kva.example")
                #expect(mail.options.contains("SMTPUTF8"))
                #expect(mail.header("To") == "żółw@xn--bcher-kva.example")
            } else {
                guard case .refused(let reply) = outcome else {
                    Issue.record("\(outcome)")
                    return
                }
                #expect(reply.text.contains("SMTPUTF8"))
                #expect(!reply.isAboutTheAddress)
                #expect(try server.commands() == [])
            }
        }
    }

    @Test func `dots and bare breaks arrive as lines of text`() async throws {
        try await SMTPServer.run { server in
            let connection = SMTPConnection(server.account, through: .local)
            // Written by hand: what our own encoder never writes must not end the message early either.
            let data = Data("Subject: x\n\n.\r\n..\n.\r\r\n.\r\nMAIL FROM:<evil@x.example>\r\n. end".utf8)
            let outcome = await connection.send(data, from: "a@shop.example", to: "b@customer.example")
            #expect(outcome == .accepted(reply: "250 2.0.0 Taken"))
            let received = try server.received()
            #expect(
                received.map { String(decoding: $0.raw, as: UTF8.self) }
                    == ["Subject: x\r\n\r\n.\r\n..\r\n.\r\n\r\n.\r\nMAIL FROM:<evil@x.example>\r\n. end\r\n"]
            )
            #expect(try server.commands().filter { $0.name == "MAIL" }.count == 1)
        }
    }
}
