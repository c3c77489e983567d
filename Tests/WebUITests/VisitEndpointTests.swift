import Access
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Storage
import TestSupport
import Testing
import Tracking

@testable import WebUI

struct VisitEndpointTests {
    private static let view = "11111111-2222-4333-8444-555555555555"
    private static let visitor = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
    private static let page = "l=https%3A%2F%2Fwww.shop.example%2Fsale"

    private static func hit(_ more: String = page) -> String { "v=\(view)&u=\(visitor)&\(more)" }

    private func world() async throws -> World {
        let world = try await World()
        try await world.site.sites.add("shop.example", coversSubdomains: true)
        return world
    }

    private func hits(in world: World) async throws -> Int64? {
        try await world.database.read { try $0.firstRow("SELECT COUNT(*) FROM hit") { $0.integer(0) } }
    }

    private func send(
        _ body: String,
        _ headers: HTTPFields = [:],
        to client: any TestClientProtocol
    ) async throws -> TestResponse {
        try await client.execute(uri: "/visit", method: .post, headers: headers, body: ByteBuffer(string: body))
    }

    @Test func `a hit of a page of another site is taken without a session`() async throws {
        let world = try await world()
        try await world.visitSignedOut { client async throws in
            let origin = "https://www.shop.example"
            let answer = try await send(Self.hit(), [.origin: origin, .secFetchSite: "cross-site"], to: client)
            #expect(answer.status == .noContent && answer.body.readableBytes == 0)
            #expect(answer.headers[.accessControlAllowOrigin] == origin && answer.headers[.vary] == "Origin")
            #expect(try await hits(in: world) == 1)
            let foreign = try await send(Self.hit(), [.origin: "https://evil.example"], to: client)
            #expect(foreign.headers[.accessControlAllowOrigin] == nil)

            let picture = try await client.execute(uri: "/visit?\(Self.hit())", method: .get)
            #expect(picture.status == .ok && picture.headers[.contentType] == "image/gif")
            #expect(picture.body.readableBytes == 43 && String(buffer: picture.body).hasPrefix("GIF89a"))
            #expect(try await hits(in: world) == 3)
        }
    }

    @Test func `what is no hit is refused, and nothing else is let in beside`() async throws {
        let world = try await world()
        try await world.visitSignedOut { client async throws in
            for (body, status) in [
                ("", HTTPResponse.Status.badRequest), (Self.hit("l=x"), .badRequest), (Self.hit("d=-1"), .badRequest),
                (Self.hit("l=https%3A%2F%2Fother.example%2F"), .forbidden),
                (Self.hit("t=" + String(repeating: "a", count: 17_000)), .contentTooLarge),
            ] {
                #expect(try await send(body, to: client).status == status, "\(body.prefix(100))")
            }
            let long = String(repeating: "a", count: 17_000)
            #expect(try await client.execute(uri: "/visit?\(long)", method: .get).status == .uriTooLong)
            for path in ["/visit/", "/visits", "/settings/sites", "/sign-in"] {
                let answer = try await client.execute(uri: path, method: .post, headers: [.secFetchSite: "cross-site"])
                #expect(answer.status == .forbidden, "\(path)")
            }
            #expect(try await hits(in: world) == 0)
        }
    }

    @Test func `nothing that is sent breaks it or makes somebody known`() async throws {
        let world = try await world()
        var random = SeededGenerator(for: "nothing that is sent breaks it or makes somebody known")
        let seed = random.seed
        let id = try await world.id(of: "kontakt5@mail.example").description
        let bodies = (0..<300).map { _ in
            let names = ["v", "u", "l", "c", "s", "r", "t", "a", "d", "%76"].shuffled(using: &random)
            let texts = [
                Self.view, Self.visitor, "https://shop.example/%", "https://shop.example/?smclient=%00", "%ff%fe", "%",
            ]
            let pairs = names.prefix(random.int(0...10)).map { name in
                // The contact's id stands anywhere but where it is claimed.
                let value = random.pick(name == "c" ? texts : texts + [id, random.pick(AwkwardText.all)])
                return "\(name)=\(value)"
            }
            var bytes = Array(pairs.joined(separator: random.pick(["&", "&&", ";"])).utf8)
            for _ in 0..<random.int(0...5) where !bytes.isEmpty {
                bytes[random.int(0...(bytes.count - 1))] = UInt8(random.int(0...255))
            }
            return bytes
        }
        try await world.visitSignedOut { client async throws in
            for body in bodies {
                let buffer = ByteBuffer(bytes: body)
                let answer = try await client.execute(uri: "/visit", method: .post, body: buffer)
                #expect(answer.status == .noContent || answer.status.kind == .clientError, "seed \(seed)")
            }
        }
        let mover = VisitMover(world.database, time: world.site.time, logger: world.site.logger)
        while try await mover.step() > 0 {}
        let known = try await world.database.read {
            try $0.firstRow("SELECT COUNT(*) FROM visit WHERE number IS NOT NULL") { $0.integer(0) }
        }
        #expect(known == 0, "seed \(seed)")
    }

    @Test func `who asks for privacy is let alone, unless the settings say otherwise`() async throws {
        let world = try await world()
        let signals: [HTTPFields] = [[.doNotTrack: "1"], [.privacyControl: "1"]]
        try await world.visitSignedOut { client async throws in
            for headers in signals {
                #expect(try await send(Self.hit(), headers, to: client).status == .noContent)
            }
            #expect(try await hits(in: world) == 0)
            #expect(try await send(Self.hit(), [.doNotTrack: "0"], to: client).status == .noContent)
            #expect(try await hits(in: world) == 1)
            let script = try await client.execute(uri: "/static/sm.js", method: .get)
            #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
            #expect(String(buffer: script.body).contains("honoursPrivacySignals = true;"))
        }
        try await world.visit { client async throws in
            let page = try await client.text("/settings")
            #expect(page.contains("static/sm.js&quot;&gt;&lt;/script&gt;"))
            let form =
                ScoredActivity.allCases.map { "points-\($0.rawValue)=2" }.joined(separator: "&") + "&daily-points=40"
            let wrong = try await client.post("/settings/monitoring", form + "&unknown-days=0")
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("are kept for 1 to"))
            let far = try await client.post("/settings/monitoring", "points-new-visit=99999&unknown-days=9")
            #expect(far.status == .unprocessableContent && far.text.contains("value=\"99999\""))
            #expect(far.text.contains("Points for visits in a day are a whole number from 0 to 1"))
            #expect(try await client.post("/settings/monitoring", form + "&unknown-days=30").status == .seeOther)
            let saved = try await client.text("/settings")
            #expect(saved.contains("value=\"30\"") && saved.contains("value=\"40\""))
        }
        try await world.visitSignedOut { client async throws in
            for headers in signals { _ = try await send(Self.hit(), headers, to: client) }
            #expect(try await hits(in: world) == 3)
            let script = try await client.execute(uri: "/static/sm.js", method: .get)
            #expect(String(buffer: script.body).contains("honoursPrivacySignals = false;"))
        }
        let points = try await world.database.read { try ScoringPoints($0).points(for: .formSubmitted) }
        #expect(points == 2)
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `the card shows visits, and stops and restores monitoring`() async throws {
        let world = try await world()
        let email = "kontakt5@mail.example"
        let id = try await world.id(of: email)
        let path = "/contacts/\(id)"
        try await world.visitSignedOut { client async throws in
            let more = "\(Self.page)%3Fsmclient%3D\(id)&c=\(id)&t=The+sale&r=https%3A%2F%2Fwww.google.com%2F"
            #expect(try await send(Self.hit(more), to: client).status == .noContent)
            #expect(try await send(Self.hit("d=65000"), to: client).status == .noContent)
        }
        let mover = VisitMover(world.database, time: world.site.time, logger: world.site.logger)
        while try await mover.step() > 0 {}
        try await world.visit { client async throws in
            let card = try await client.text(path)
            #expect(card.contains("<strong>The sale</strong>, 1 min 5 s"))
            #expect(card.contains("https://www.shop.example/sale<"))
            #expect(card.contains("search, www.google.com") && card.contains("1 page looked at"))
            #expect(card.contains("https://shop.example/?smclient=\(id)"))
            #expect(!card.contains("What the contact did"))
            #expect(try await client.post("\(path)/stop-monitoring", "").location == "\(path)#visits")
            let stopped = try await client.text(path)
            #expect(stopped.contains("monitoring stopped (N)") && stopped.contains("Restore monitoring"))
            #expect(stopped.contains("<strong>The sale</strong>"))
            _ = try await client.post("\(path)/restore-monitoring", "")
            #expect(try await client.text(path).contains("monitored (M)"))
        }
        try await world.visit(as: .viewer) { client async throws in
            let card = try await client.text(path)
            #expect(card.contains("The sale") && !card.contains("Stop monitoring") && !card.contains("smclient"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }
}
