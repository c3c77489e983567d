import Foundation
import Mail
import TestSupport
import Testing

/// What is made of what a real server does.
struct OutcomeTests {
    @Test func `refusals tell the address from everything else`() async throws {
        try await SMTPServer.run { server in
            let connection = SMTPConnection(server.account, through: .local)
            for (recipient, code, status, isAboutTheAddress) in Self.refusals {
                let outcome = try await Self.send(to: recipient, connection)
                guard case .refused(let reply) = outcome else {
                    Issue.record("\(recipient): \(outcome)")
                    continue
                }
                #expect(reply.code == code, "\(recipient)")
                #expect(reply.enhanced == status, "\(recipient)")
                #expect(reply.isAboutTheAddress == isAboutTheAddress, "\(recipient)")
            }
            // A refusal costs no connection.
            try await Self.expectTaken(connection)
            #expect(try server.connections() == 1)
            await connection.close()
        }
    }

    private static let refusals: [(String, Int, String?, Bool)] = [
        ("unknown", 550, "5.1.1", true), ("plain550", 550, nil, true), ("unavailable", 550, nil, false),
        ("moved", 551, nil, true), ("disabled", 550, "5.2.1", true), ("late-unknown", 550, "5.1.1", true),
        ("lines", 550, "5.1.1", true), ("blocked", 550, nil, false), ("full", 552, "5.2.2", false),
        ("relay", 550, "5.7.1", false), ("spam", 550, "5.7.1", false), ("big", 552, "5.3.4", false),
        ("nodata", 554, "5.5.1", false),
    ]

    @Test func `what may work later is deferred`() async throws {
        try await SMTPServer.run { server in
            let connection = SMTPConnection(server.account, through: .local)
            for (recipient, code) in [("later", 451), ("greylisted", 450), ("busy", 451), ("closing", 421)] {
                let outcome = try await Self.send(to: recipient, connection)
                guard case .deferred(let reply) = outcome else {
                    Issue.record("\(recipient): \(outcome)")
                    continue
                }
                #expect(reply.code == code)
                #expect(!reply.isAboutTheAddress)
            }
            // The server had hung up.
            try await Self.expectTaken(connection)
            #expect(try server.connections() == 2)
        }
    }

    @Test func `only a message that was handed over whole may have been sent`() async throws {
        try await SMTPServer.run { server in
            var account = server.account
            account.timeout = 1
            let connection = SMTPConnection(account, through: .local)
            for (recipient, mayHaveBeenSent) in [
                ("hangup", false), ("drop", false), ("silent", false), ("garbage", false), ("silent-data", true),
                ("hangup-data", true),
            ] {
                // More than the buffers of the system hold, so that a server that hangs up is noticed while writing.
                let text = recipient == "drop" ? String(repeating: "Dear Anna\n", count: 2_000_000) : "Dear Anna"
                let outcome = try await Self.send(to: recipient, text: text, connection)
                guard case .failed(let problem, mayHaveBeenSent) = outcome else {
                    Issue.record("\(recipient): \(outcome)")
                    continue
                }
                #expect(problem.contains("127.0.0.1"))
            }
            let slow = SMTPConnection(server.account, through: .local)
            try await Self.expectTaken(slow)
            #expect(try server.received().count == 1)
        }
    }

    @Test func `a sender that is not ours to use says nothing about the recipient`() async throws {
        try await SMTPServer.run { server in
            let connection = SMTPConnection(server.account, through: .local)
            let outcome = await connection.send(
                try MailMessage.sample().encoded(),
                from: "forbidden@shop.example",
                to: "unknown@customer.example"
            )
            guard case .failed(let problem, false) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(problem.contains("550 5.7.1 You may not send as this address"))
            guard case .failed(_, false) = try await Self.send(to: "auth", connection) else {
                Issue.record("530 is about our account")
                return
            }
        }
    }

    @Test func `nothing listens`() async throws {
        let port = try await SMTPServer.run { $0.port }
        let connection = SMTPConnection(
            SMTPAccount(host: "127.0.0.1", port: port, security: .none, timeout: 5),
            through: .local
        )
        guard case .failed(let problem, false) = try await Self.send(to: "anna", connection) else {
            Issue.record("sent to nobody")
            return
        }
        #expect(problem.contains("127.0.0.1:\(port)"))
    }

    @Test(arguments: ["", "no host", "a/b", "user@host", "host:1", "\0"])
    func `a host that is none is named`(host: String) async throws {
        let account = SMTPAccount(host: host, port: 25, security: .none, timeout: 2)
        let outcome = try await Self.send(to: "anna", SMTPConnection(account, through: .local))
        guard case .failed(let problem, false) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(problem.contains(":25"))
    }

    @Test func `a server that never says a word is given up in time`() async throws {
        var options = SMTPServer.Options()
        options.isMute = true
        try await SMTPServer.run(options) { server in
            var account = server.account
            account.timeout = 0.5
            let outcome = try await Self.send(to: "anna", SMTPConnection(account, through: .local))
            #expect(
                outcome
                    == .failed(
                        problem: "no connection to 127.0.0.1:\(server.port) came about; the server's log says why",
                        mayHaveBeenSent: false
                    )
            )
        }
    }

    static func expectTaken(_ connection: SMTPConnection) async throws {
        #expect(try await send(to: "anna", connection) == .accepted(reply: "250 2.0.0 Taken"))
    }

    static func send(
        to recipient: String,
        text: String = "Dear Anna",
        _ connection: SMTPConnection
    ) async throws -> SMTPOutcome {
        var message = MailMessage.sample(to: "\(recipient)@customer.example")
        message.text = text
        return await connection.send(try message.encoded(), from: "bounces@shop.example", to: message.to.address)
    }
}
