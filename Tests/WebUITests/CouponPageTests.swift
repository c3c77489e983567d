import Access
import Actions
import Bitmaps
import Contacts
import Executions
import Foundation
import Hummingbird
import HummingbirdTesting
import Selections
import Storage
import TestSupport
import Testing

@testable import WebUI

struct CouponPageTests {
    private static let email = "kontakt5@mail.example"

    /// Gives the contacts of a query coupons, as the runner does.
    private func generate(_ name: String, for query: String, in world: World) async throws {
        let audience = try await world.audiences.resolve(Selection(query: query), reach: .everybody)
        let now = World.now
        let list = try ActionList([.generateCoupon(GenerateCoupon(try CouponName(name)))])
        try await world.database.write { connection in
            let door = Door(connection, now: now)
            let context = ActionContext(now: now, actor: .operator)
            let (set, _) = try list.effect(on: audience.numbers, reading: door.facets, in: context)
            try door.commit(set, cause: Cause(.execution, id: 1, actor: "operator"))
        }
    }

    @Test func `the page counts coupons within reach, and each name has its file`() async throws {
        let world = try await World()
        try await generate("SPRING26", for: "email-domain = mail.example", in: world)
        let marketer = try await world.user(.marketer)
        try await world.give(Self.email, to: marketer, .main)
        try await world.visit { client async throws in
            let page = try await client.text("/coupons")
            #expect(page.contains("SPRING26") && page.contains(">30</td>"))
            let file = try await client.get("/coupons/spring26/file")
            #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(file.headers[.contentDisposition] == "attachment; filename=\"spring26.csv\"")
            let lines = file.text.split(separator: "\n")
            #expect(lines.count == 31 && lines[0] == "\"email\",\"code\",\"created\",\"expires\",\"used\"")
            #expect(try await client.get("/coupons/OTHER/file").status == .notFound)
            #expect(try await client.get("/coupons/%C5%BC/file").status == .notFound)
        }
        try await world.visit(as: marketer) { client async throws in
            let page = try await client.text("/coupons")
            #expect(page.contains("SPRING26") && page.contains(">1</td>") && !page.contains(">30</td>"))
            let lines = try await client.text("/coupons/SPRING26/file").split(separator: "\n")
            #expect(lines.count == 2 && lines[1].contains(Self.email))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `who sees the whole base sees what is left of lists`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            #expect(!(try await client.text("/coupons")).contains("Lists of codes"))
        }
        let codes = (0..<1_234).map { "CODE-\($0)" }
        _ = try await CouponListStore(world.database, time: world.site.time).add(codes, to: CouponName("gift"))
        try await world.database.execute("UPDATE coupon_list_code SET given_at = 1 WHERE code < 'CODE-11'")
        try await world.visit(as: .manager) { client async throws in
            let page = try await client.text("/coupons")
            let given = codes.filter { $0 < "CODE-11" }.count
            #expect(
                page.contains(
                    "GIFT</th><td class=\"text-end\">1\u{202F}234</td><td class=\"text-end\">\(given.grouped)<"
                )
            )
            #expect(page.contains(">\((1_234 - given).grouped)</td></tr>"))
        }
        try await world.visit(as: .marketer) { client async throws in
            #expect(!(try await client.text("/coupons")).contains("GIFT"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `the card shows codes, the timeline does not`() async throws {
        let world = try await World()
        let path = "/contacts/\(try await world.id(of: Self.email))"
        try await world.visit { client async throws in #expect(try await client.text(path).contains("No coupons.")) }
        try await generate("SPRING26", for: "email = \(Self.email)", in: world)
        let coupon = try await world.database.read { connection in
            let reader = ContactReader(connection)
            let number = try #require(try reader.number(of: try EmailAddress(Self.email)))
            return try #require(try reader.coupons(of: number).first)
        }
        try await world.visit { client async throws in
            let card = try await client.text(path)
            #expect(card.split(separator: coupon.code, omittingEmptySubsequences: false).count == 2)
            #expect(card.contains("text-bg-success\">valid<") && card.contains("21 Dec 2026 10:15"))
            #expect(card.contains("Coupon SPRING26") && card.contains("valid until 2026-12-21"))
        }
        let store = CouponStore(world.database, time: world.site.time)
        _ = try await store.redeem(.code(coupon.code, of: coupon.name), actor: .operator)
        try await world.visit { client async throws in
            let card = try await client.text(path)
            #expect(card.contains(">used</span>") && card.contains("coupon redeemed"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }
}
