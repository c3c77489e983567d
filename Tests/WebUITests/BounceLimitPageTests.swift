import Access
import Hummingbird
import HummingbirdTesting
import Messaging
import Storage
import Testing

@testable import WebUI

/// The limit of soft bounces on the page of settings.
struct BounceLimitPageTests {
    private func limit(_ world: World) async throws -> SoftBounceLimit? {
        try await world.database.read { try SoftBounceLimit.load($0) }
    }

    @Test func `the limit is set, shown and taken away`() async throws {
        let world = try await World()
        try await world.visit { client in
            #expect(try await client.text("/settings").contains("Mail that comes back"))
            let answer = try await client.post("/settings/bounces", "bounce-count=5&bounce-days=+60")
            #expect(answer.location == "/settings#bounces")
            #expect(try await limit(world) == SoftBounceLimit(count: 5, days: 60))
            let page = try await client.text("/settings")
            #expect(page.contains(#"value="5""#) && page.contains(#"value="60""#))
            #expect(try await client.post("/settings/bounces", "bounce-count=&bounce-days=").status == .seeOther)
            #expect(try await limit(world) == nil)
        }
        try await world.visit(as: .manager) { client async throws in
            #expect(try await client.post("/settings/bounces", "bounce-count=5&bounce-days=60").status == .forbidden)
        }
        #expect(try await limit(world) == nil)
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test(arguments: [("1", "60"), ("1001", "60"), ("five", "60"), ("5", ""), ("", "60"), ("5", "0"), ("5", "3651")])
    func `numbers that make no sense are refused and stay in the form`(count: String, days: String) async throws {
        let world = try await World()
        let kept = try #require(SoftBounceLimit(count: 7, days: 30))
        try await world.database.write { try SoftBounceLimit.set(kept, in: $0) }
        try await world.visit { client in
            let answer = try await client.post("/settings/bounces", "bounce-count=\(count)&bounce-days=\(days)")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("Write a whole number from"))
            #expect(answer.text.contains("name=\"bounce-count\"") && !answer.text.contains(#"value="7""#))
        }
        #expect(try await limit(world) == kept)
    }
}
