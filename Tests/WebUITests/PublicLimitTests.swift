import Hummingbird
import HummingbirdTesting
import Storage
import TestSupport
import Testing
import Tracking

@testable import WebUI

struct PublicLimitTests {
    @Test func `an address gets its burst, and then as many as its rate allows`() {
        let limiter = RequestLimiter(
            each: RequestRate(burst: 3, perSecond: 2),
            all: RequestRate(burst: 100, perSecond: 100)
        )
        for _ in 0..<3 { #expect(limiter.wait(of: "192.0.2.1", at: 1000) == nil) }
        #expect(limiter.wait(of: "192.0.2.1", at: 1000) == 500)
        #expect(limiter.wait(of: "::ffff:192.0.2.1", at: 1000) == 500, "the same address in other words")
        #expect(limiter.wait(of: "192.0.2.2", at: 1000) == nil)
        #expect(limiter.wait(of: "192.0.2.1", at: 1499) == 1)
        #expect(limiter.wait(of: "192.0.2.1", at: 1500) == nil)
        #expect(limiter.wait(of: "192.0.2.1", at: 0) == 500, "a clock that is set back brings nothing")
    }

    @Test func `an IPv6 network is one, and the limit in all holds for as many as there are`() {
        let limiter = RequestLimiter(
            each: RequestRate(burst: 2, perSecond: 1),
            all: RequestRate(burst: 10, perSecond: 1),
            capacity: 4
        )
        #expect(limiter.wait(of: "2001:db8::1", at: 0) == nil)
        #expect(limiter.wait(of: "2001:db8::2:1", at: 0) == nil)
        #expect(limiter.wait(of: "2001:db8::3:4:5", at: 0) == 1000)
        let admitted = (0..<1000).filter { limiter.wait(of: "2001:db8:1:\(String($0, radix: 16))::1", at: 0) == nil }
        #expect(admitted.count == 8)
        #expect(limiter.addressCount <= 8, "it remembers at most twice its capacity")
    }

    @Test func `many addresses are let through as fast as they come`() {
        let limits = PublicLimits()
        let refused = (0..<8_000).filter { limits.hits.wait(of: "198.51.\($0 % 200).\($0 % 250)", at: 0) != nil }
        #expect(refused.isEmpty)
    }

    /// A world whose limits are two requests.
    private func world() async throws -> (world: World, web: WebUI) {
        let world = try await World()
        try await world.site.sites.add("shop.example", coversSubdomains: true)
        let rate = RequestRate(burst: 2, perSecond: 0.1)
        func limiter() -> RequestLimiter { RequestLimiter(each: rate, all: RequestRate(burst: 100, perSecond: 100)) }
        var site = world.site
        site.limits = PublicLimits(
            hits: limiter(),
            submissions: limiter(),
            confirmations: limiter(),
            choices: limiter()
        )
        return (world, WebUI(site))
    }

    @Test func `what the public sends too often is answered with 429 and Retry-After`() async throws {
        let (world, web) = try await world()
        let hit = "v=11111111-2222-4333-8444-555555555555&u=aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
        let form = "/f/" + String(repeating: "a", count: 10)
        let application = Application(router: web.makeRouter(), logger: world.site.logger)
        try await application.test(.router) { client in
            func send(_ path: String, from address: String, _ more: HTTPFields = [:]) async throws -> TestResponse {
                var headers = more
                headers[.forwardedFor] = "203.0.113.9, \(address)"
                let body = path == "/visit" ? hit + "&l=https%3A%2F%2Fshop.example%2F" : ""
                return try await client.execute(
                    uri: path,
                    method: .post,
                    headers: headers,
                    body: ByteBuffer(string: body)
                )
            }
            for (path, status) in [
                ("/visit", HTTPResponse.Status.noContent), ("/f/confirm/x", .notFound), (form, .notFound),
                ("/m/u/x", .notFound),
            ] {
                for _ in 0..<2 { #expect(try await send(path, from: "192.0.2.1").status == status, "\(path)") }
                let refused = try await send(path, from: "192.0.2.1")
                #expect(refused.status == .tooManyRequests && refused.headers[.retryAfter] == "10", "\(path)")
                #expect(try await send(path, from: "192.0.2.2").status == status, "\(path), from another address")
            }
            #expect(try await send("/m/p/x", from: "192.0.2.1").status == .tooManyRequests, "with unsubscribing")
            let page = try await client.execute(uri: "/f/confirm/x", method: .get)
            #expect(page.status == .notFound, "looking changes nothing, and is not limited")
            let origin = try await send("/visit", from: "192.0.2.1", [.origin: "https://shop.example"])
            #expect(origin.headers[.accessControlAllowOrigin] == "https://shop.example")
            let json = try await send(form, from: "192.0.2.1", [.accept: "application/json"])
            #expect(json.status == .tooManyRequests && String(buffer: json.body).contains("in 10 seconds"))
        }
    }
}
