import InMemoryLogging
import Logging
import Outgoing
import TestSupport
import Testing

@testable import Mail

/// Mail goes to servers that may be called, and to no others.
struct GuardedConnectionTests {
    private static func outcome(
        of account: SMTPAccount,
        allowing list: String,
        addresses: [String]? = nil
    ) async throws -> (outcome: SMTPOutcome, log: [String]) {
        let log = InMemoryLogHandler()
        let policy = try OutgoingPolicy(allowing: list)
        let logger = Logger(label: "test") { _ in log }
        let calls =
            addresses.map { addresses in
                OutgoingCalls(policy, logger: logger) { _, _ in addresses.compactMap { NetworkAddress($0) } }
            } ?? OutgoingCalls(policy, logger: logger)
        let connection = SMTPConnection(account, through: calls)
        let outcome = try await OutcomeTests.send(to: "anna", connection)
        await connection.close()
        return (outcome, log.entries.map { "\($0.message)" })
    }

    @Test func `a server inside the network is not called, and the operator reads what to set`() async throws {
        try await SMTPServer.run { server in
            let refused = try await Self.outcome(of: server.account, allowing: "")
            #expect(refused.outcome == .failed(problem: server.account.noConnection, mayHaveBeenSent: false))
            #expect(refused.log.first?.contains("KARTOTEKA_ALLOW_OUTGOING=127.0.0.1:\(server.port)") == true)
            #expect(try server.connections() == 0)
            let allowed = try await Self.outcome(of: server.account, allowing: "127.0.0.1:\(server.port)")
            #expect(allowed.outcome == .accepted(reply: "250 2.0.0 Taken"))
        }
    }

    @Test func `a closed port, an unknown name and a forbidden address have the same words`() async throws {
        let port = try await SMTPServer.run { $0.port }
        var account = SMTPAccount(host: "127.0.0.1", port: port, security: .none, timeout: 5)
        let closed = try await Self.outcome(of: account, allowing: "127.0.0.1")
        #expect(closed.outcome == .failed(problem: account.noConnection, mayHaveBeenSent: false))
        #expect(closed.log.count == 1)
        for host in ["nowhere.invalid", "10.255.255.1", "2130706433", "0x7f.1", "localhost.", "::ffff:127.0.0.1"] {
            account.host = host
            let outcome = try await Self.outcome(of: account, allowing: "").outcome
            #expect(outcome == .failed(problem: account.noConnection, mayHaveBeenSent: false), "\(host)")
        }
    }

    @Test func `the connection goes to the address that was checked`() async throws {
        try await SMTPServer.run { server in
            var account = server.account
            // No name server knows this name: only the address that was checked can have been used.
            account.host = "mail.invalid"
            let outcome = try await Self.outcome(of: account, allowing: "127.0.0.1", addresses: ["127.0.0.1"]).outcome
            #expect(outcome == .accepted(reply: "250 2.0.0 Taken"))
        }
    }
}
