import Foundation
import Mail
import TestSupport
import Testing

/// Connections: used again, encrypted, signed in.
struct ConnectionTests {
    @Test func `a connection is used again, and opened again when the server has had enough`() async throws {
        var options = SMTPServer.Options()
        options.messagesPerConnection = 3
        try await SMTPServer.run(options) { server in
            let connection = SMTPConnection(server.account, through: .local)
            for _ in 0..<10 {
                try await OutcomeTests.expectTaken(connection)
            }
            #expect(try server.connections() == 4)
            #expect(try server.received().count == 10)
            await connection.close()
            try await OutcomeTests.expectTaken(connection)
            #expect(try server.connections() == 5)
        }
    }

    @Test func `several connections send at the same time`() async throws {
        try await SMTPServer.run { server in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let connection = SMTPConnection(server.account, through: .local)
                        for _ in 0..<5 {
                            let outcome = try await OutcomeTests.send(to: "anna", connection)
                            #expect(outcome == .accepted(reply: "250 2.0.0 Taken"))
                        }
                        await connection.close()
                    }
                }
                try await group.waitForAll()
            }
            #expect(try server.received().count == 40)
            #expect(try server.connections() == 8)
        }
    }

    @Test(arguments: [SMTPAccount.Security.startTLS, .tls])
    func `an encrypted connection is used again too`(security: SMTPAccount.Security) async throws {
        var options = SMTPServer.Options()
        options.security = security
        try await SMTPServer.run(options) { server in
            let connection = SMTPConnection(server.account, through: .local)
            for recipient in ["anna", "unknown", "jan"] { _ = try await OutcomeTests.send(to: recipient, connection) }
            await connection.close()
            #expect(try server.received().map(\.recipient) == ["anna@customer.example", "jan@customer.example"])
            #expect(try server.connections() == 1)
        }
    }

    @Test(arguments: [SMTPAccount.Security.startTLS, .tls])
    func `a certificate that is not right ends the connection`(security: SMTPAccount.Security) async throws {
        var options = SMTPServer.Options()
        options.security = security
        options.names = ["mail.shop.example"]
        try await SMTPServer.run(options) { server in
            var account = server.account
            try await expectNothingSent(account, server)
            account.certificateAuthority = server.stranger
            try await expectNothingSent(account, server)
            account.verifiesCertificate = false
            try await OutcomeTests.expectTaken(SMTPConnection(account, through: .local))
        }
    }

    @Test func `nothing goes out in the clear where encryption was asked for`() async throws {
        try await SMTPServer.run { server in
            var account = server.account
            account.security = .startTLS
            try await expectNothingSent(account, server)
        }
    }

    @Test(arguments: ["PLAIN", "LOGIN"])
    func `whoever signs in rightly may send`(mechanism: String) async throws {
        var options = SMTPServer.Options()
        options.security = .startTLS
        options.user = "shop"
        options.password = "żółw: \"\\ %"
        options.mechanism = mechanism
        try await SMTPServer.run(options) { server in
            var account = server.account
            let connection = SMTPConnection(account, through: .local)
            try await OutcomeTests.expectTaken(connection)
            try await OutcomeTests.expectTaken(connection)
            #expect(try server.commands().filter { $0.name == "AUTH" }.map(\.address) == [mechanism])

            account.password = "wrong"
            let problem = try await problem(account)
            #expect(problem.contains("535"))
            #expect(!problem.contains("wrong"))
            account.user = nil
            #expect(try await self.problem(account).contains("530"))
            #expect(try server.received().count == 2)
        }
    }

    @Test func `a server that lets nobody sign in gets no mail that needs it`() async throws {
        try await SMTPServer.run { server in
            var account = server.account
            account.user = "shop"
            account.password = "secret"
            let words = try await problem(account)
            #expect(words.contains("no way to sign in"))
            #expect(try server.commands() == [])
        }
    }

    private func expectNothingSent(_ account: SMTPAccount, _ server: SMTPServer) async throws {
        let before = try server.received().count
        let problem = try await problem(account)
        #expect(problem.contains("127.0.0.1"))
        #expect(try server.received().count == before)
        #expect(try server.commands() == [])
    }

    private func problem(_ account: SMTPAccount) async throws -> String {
        let outcome = try await OutcomeTests.send(to: "anna", SMTPConnection(account, through: .local))
        guard case .failed(let problem, mayHaveBeenSent: false) = outcome else {
            Issue.record("\(outcome)")
            return ""
        }
        return problem
    }
}
