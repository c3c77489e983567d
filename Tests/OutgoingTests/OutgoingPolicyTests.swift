import Testing

@testable import Outgoing

struct OutgoingPolicyTests {
    @Test(arguments: [
        ("127.0.0.1:8025", "127.0.0.1", "127.0.0.1", 8025, true),
        ("127.0.0.1:8025", "127.0.0.1", "127.0.0.1", 8026, false),
        ("127.0.0.1:8025", "127.0.0.2", "127.0.0.2", 8025, false), ("127.0.0.1", "x.example", "127.0.0.1", 1, true),
        ("10.0.0.0/8", "10.9.8.7", "10.9.8.7", 25, true), ("10.0.0.0/8", "11.0.0.1", "192.168.0.1", 25, false),
        ("10.0.0.0/8:25", "10.9.8.7", "10.9.8.7", 587, false), ("10.0.0.0/8:25", "10.9.8.7", "10.9.8.7", 25, true),
        ("10.0.0.0/9", "10.200.0.1", "10.200.0.1", 25, false), ("10.0.0.0/8", "m.example", "::ffff:10.0.0.1", 25, true),
        ("[::1]:25", "::1", "::1", 25, true), ("[::1]:25", "::1", "::1", 26, false), ("::1", "::1", "::1", 26, true),
        ("[::1]", "::1", "::1", 26, true), ("fd00::/8", "fd12::1", "fd12::1", 1, true),
        ("[fd00::/8]:25", "fd12::1", "fd12::1", 25, true), ("mail.internal", "mail.internal", "10.0.0.1", 25, true),
        ("Mail.Internal.:25", "MAIL.internal", "10.0.0.1", 25, true),
        ("mail.internal:25", "mail.internal.", "10.0.0.1", 587, false),
        ("mail.internal", "evil.mail.internal", "10.0.0.1", 25, false), (" , ", "localhost", "127.0.0.1", 80, false),
        ("1.2.3.4, 10.0.0.1 ,::1", "a", "10.0.0.1", 80, true), ("", "a", "8.8.8.8", 80, true),
        ("", "a", "10.0.0.1", 80, false),
    ])
    func `an operator allows addresses, ranges and names`(
        list: String,
        host: String,
        address: String,
        port: Int,
        isAllowed: Bool
    ) throws {
        let policy = try OutgoingPolicy(allowing: list)
        #expect(policy.allows(try #require(NetworkAddress(address)), of: host, port: port) == isAllowed)
    }

    @Test(arguments: [
        "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:", "127.0.0.1:x", "10.0.0.0/33", "10.0.0.0/", "127.1",
        "2130706433",
        "0x7f.1", "0x7f000001", "http://127.0.0.1", "a b", "[::1", "[::1]25", "::1:25/8/8", ":25", "*", "mail/internal",
    ])
    func `a list that cannot be read is refused as a whole`(list: String) {
        // A blank ends a word: what follows it must not be lost silently.
        #expect(throws: OutgoingPolicyError.self) { try OutgoingPolicy(allowing: "10.0.0.1,\(list)") }
    }

    @Test func `what cannot be read is named`() {
        do {
            _ = try OutgoingPolicy(allowing: "10.0.0.0/8, mail@internal")
            Issue.record("it was read")
        } catch {
            #expect(error.message.contains("KARTOTEKA_ALLOW_OUTGOING has \"mail@internal\""))
        }
    }
}
