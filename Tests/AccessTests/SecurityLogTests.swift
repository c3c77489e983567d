import Contacts
import InMemoryLogging
import Logging
import TestSupport
import Testing

@testable import Access

struct SecurityLogTests {
    private let memory = InMemoryLogHandler()

    private var log: SecurityLogger {
        SecurityLogger(Logger(label: SecurityLogger.label) { [memory] _ in memory })
    }

    @Test func `an event is one line with its name and who brought it about`() throws {
        log.record(.signedIn(user: "anna@example.com"), by: SecuritySource(actor: nil, address: "192.0.2.1"))
        let holder = KeyHolder(
            key: APIKey(
                id: 7,
                name: "Till",
                user: .init(1),
                kind: .token,
                clientID: nil,
                createdAt: 0,
                expiresAt: nil,
                usedAt: nil,
                revokedAt: nil
            ),
            user: User(id: .init(1), email: "anna@example.com", name: "Anna", role: .viewer, createdAt: 0)
        )
        SecuritySource.$requestAddress.withValue("2001:db8::1") {
            log.record(.forbidden(what: "GET /api/v1/users", permission: .manageUsers), by: SecuritySource(holder))
        }
        let lines = memory.entries
        #expect(lines.map { "\($0.message)" } == ["sign-in", "forbidden"])
        #expect(lines.map(\.level) == [.info, .warning])
        #expect(lines[0].metadata == ["user": "anna@example.com", "actor": "nobody", "address": "192.0.2.1"])
        #expect(
            lines[1].metadata == [
                "what": "\"GET /api/v1/users\"", "permission": "manageUsers", "actor": "anna@example.com", "key": "7",
                "address": "2001:db8::1",
            ]
        )
    }

    @Test(arguments: [
        ("plain@example.com", "plain@example.com"), ("", "\"\""), ("a b", "\"a b\""),
        ("x\nforged user=admin", "\"x\\u{a}forged user=admin\""), ("a\r\u{1B}[2J", "\"a\\u{d}\\u{1b}[2J\""),
        ("say \"hi\" \\", "\"say \\\"hi\\\" \\\\\""), ("a=b", "\"a=b\""),
        ("\u{2028}\u{202E}", "\"\\u{2028}\\u{202e}\""),
        ("Zażółć", "Zażółć"), ("\u{0}", "\"\\u{0}\""),
    ])
    func `no value forges a line or a second value`(text: String, quoted: String) {
        #expect(SecurityLogger.quoted(text) == quoted)
    }

    @Test(arguments: AwkwardText.all) func `any value stays on its line`(text: String) {
        let quoted = SecurityLogger.quoted(text)
        #expect(!quoted.contains { $0.isNewline })
        #expect(quoted.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        #expect(quoted.utf8.count < 6_000)
    }
}
