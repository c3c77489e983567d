import Foundation
import HTTPTypes
import InMemoryLogging
import Logging
import TestSupport
import Testing

@testable import Outgoing

struct OutgoingCallsTests {
    /// What a call to a host with these addresses comes to, and what the operator reads.
    private static func call(
        _ host: String,
        _ answers: [String],
        port: Int = 80,
        allowing list: String = ""
    ) async throws -> (addresses: [String]?, log: [String]) {
        let handler = InMemoryLogHandler()
        let calls = OutgoingCalls(
            try OutgoingPolicy(allowing: list),
            logger: Logger(label: "test") { _ in handler }
        ) { _, _ in answers.compactMap { NetworkAddress($0) } }
        let found = try? await calls.addresses(of: host, port: port, within: .seconds(1))
        return (found?.map(\.description), handler.entries.map { "\($0.message)" })
    }

    @Test func `a name of the public internet is called at the addresses that were checked`() async throws {
        let answer = try await Self.call("shop.example", ["8.8.8.8", "2606:4700::1"])
        #expect(answer.addresses == ["8.8.8.8", "2606:4700::1"])
        #expect(answer.log.isEmpty)
    }

    @Test(arguments: [
        ["8.8.8.8", "10.0.0.1"], ["10.0.0.1", "8.8.8.8"], ["8.8.8.8", "::ffff:127.0.0.1"], ["169.254.169.254"],
        ["2606:4700::1", "fd00::1"],
    ])
    func `a name with one private address is not called at all`(addresses: [String]) async throws {
        #expect(try await Self.call("shop.example", addresses).addresses == nil)
    }

    @Test func `the operator reads what to set`() async throws {
        let log = try await Self.call("mail.internal", ["10.0.0.7"], port: 25).log
        #expect(log.count == 1 && log[0].contains("mail.internal:25"))
        #expect(log[0].contains("KARTOTEKA_ALLOW_OUTGOING=10.0.0.7:25"))
        let allowed = try await Self.call("mail.internal", ["10.0.0.7"], port: 25, allowing: "10.0.0.7:25")
        #expect(allowed.addresses == ["10.0.0.7"])
        let six = try await Self.call("mail.internal", ["fd00::7"], port: 25).log
        #expect(six.first?.contains("KARTOTEKA_ALLOW_OUTGOING=[fd00::7]:25") == true)
    }

    @Test func `a name cannot write lines into the log`() async throws {
        let log = try await Self.call("a\n2026-01-01 fake", []).log
        #expect(log.count == 1 && !log[0].contains("\n"))
    }

    @Test(arguments: [
        "http://127.0.0.1:9/", "http://localhost:9/", "http://LOCALHOST.:9/", "http://2130706433:9/",
        "http://0x7f.1:9/",
        "http://127.1:9/", "http://0177.0.0.1:9/", "http://[::1]:9/", "http://[::ffff:127.0.0.1]:9/",
        "http://[64:ff9b::127.0.0.1]:9/", "http://user@127.0.0.1:9/", "http://%31%32%37.0.0.1:9/", "http://0:9/",
        "http://10.255.255.1:9/", "http://169.254.169.254/latest/meta-data/", "http://nowhere.invalid/",
        "https://[fe80::1]/",
    ])
    func `a closed port, an unknown name and a private address fail in the same way`(url: String) async throws {
        let calls = OutgoingCalls(try OutgoingPolicy(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        await #expect(throws: HTTPCallFailure.unreachable) {
            try await HTTPCaller(calls).answer(to: HTTPCall(posting: Data(), to: url), within: .seconds(5))
        }
    }

    @Test(arguments: [
        "unix:///tmp/x", "http+unix://%2Ftmp%2Fx/", "file:///etc/passwd", "ftp://a.example", "a", "http:///x",
    ])
    func `only addresses of the web are called`(url: String) async throws {
        let calls = OutgoingCalls.local
        await #expect(throws: HTTPCallFailure.badAddress) {
            try await HTTPCaller(calls).answer(to: HTTPCall(posting: Data(), to: url), within: .seconds(5))
        }
    }

    @Test func `the connection goes to the address that was checked, with the name that was asked for`() async throws {
        let receiver = HookReceiver()
        try await receiver.listen { url in
            let port = try #require(url.split(separator: ":").last)
            let calls = OutgoingCalls(
                try OutgoingPolicy(allowing: "127.0.0.1"),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            ) { _, _ in [NetworkAddress("127.0.0.1")].compactMap { $0 } }
            // No name server knows this name: only the address that was checked can have been used.
            let call = HTTPCall(posting: Data(), to: "http://shop.invalid:\(port)/hook")
            #expect(try await HTTPCaller(calls).answer(to: call, within: .seconds(10)).status < 500)
        }
    }

    @Test func `a text is read with GET, and only from an answer that has one`() async throws {
        let receiver = HookReceiver()
        try await receiver.listen { url in
            let caller = HTTPCaller(.local)
            receiver.answer(.ok, .notFound, .found)
            #expect(await caller.text(at: url + "/a.pem", within: .seconds(10)) == "")
            #expect(await caller.text(at: url + "/b.pem", within: .seconds(10)) == nil)
            #expect(await caller.text(at: url + "/c.pem", within: .seconds(10)) == nil)
            #expect(receiver.calls.map(\.method) == ["GET", "GET", "GET"])
            #expect(receiver.calls.map(\.path) == ["/a.pem", "/b.pem", "/c.pem"])
            let closed = HTTPCaller(
                OutgoingCalls(try OutgoingPolicy(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            )
            #expect(await closed.text(at: url + "/d.pem", within: .seconds(10)) == nil)
            #expect(receiver.calls.count == 3)
        }
    }
}
