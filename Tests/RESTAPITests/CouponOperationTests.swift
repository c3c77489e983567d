import Access
import Contacts
import Hummingbird
import Storage
import TestSupport
import Testing

@testable import RESTAPI

struct CouponOperationTests {
    @Test(arguments: StoreKind.available)
    func `a coupon is given and redeemed once`(kind: StoreKind) async throws {
        try await APIWorld.with(kind) { world in
            let (token, _) = try await world.token(.manager)
            try await world.fill(2)
            let body = #"{"contact":"C1@example.com","length":12,"validDays":30}"#
            let given = try await world.send(.post, "/coupons/spring26", body, token: token)
            #expect(given.status == 201 && given.text("name") == "SPRING26" && given.text("state") == "valid")
            let code = try #require(given.text("code"))
            #expect(code.count == 12)
            #expect(given.text("expiresAt") == (world.clock.now + 30 * 86_400_000).instant)
            world.clock.advance(by: .seconds(60))
            let typed = #"{"code":" \#(code.lowercased()) "}"#
            let used = try await world.send(.post, "/coupons/SPRING26/redemptions", typed, token: token)
            #expect(used.status == 200 && used.text("contact.email") == "c1@example.com")
            #expect(used.text("coupon.state") == "used" && used.text("coupon.usedAt") == world.clock.now.instant)
            let again = try await world.send(.post, "/coupons/SPRING26/redemptions", typed, token: token)
            #expect((again.status, again.text("code")) == (409, "coupon-used"))
            let cause = try await world.database.read {
                try Timeline($0).entries(for: 2, visibleTo: .operator, limit: 9).map(\.cause)
            }
            #expect(cause.prefix(2).map(\.kind) == [.redemption, .api])
            #expect(cause.prefix(2).map(\.text) == ["SPRING26, Shop", "Shop"])
            #expect(cause.prefix(2).map(\.actor) == ["manager@shop.example", "manager@shop.example"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `what cannot be redeemed says why`(kind: StoreKind) async throws {
        try await APIWorld.with(kind) { world in
            let (token, _) = try await world.token(.manager)
            try await world.fill(1)
            let expiry = (world.clock.now + 1000).instant
            let body = #"{"contact":"c0@example.com","code":"My-Code","expiresAt":"\#(expiry)"}"#
            #expect(try await world.send(.post, "/coupons/OWN", body, token: token).text("code") == "My-Code")
            for (name, code, status, problem) in [
                ("OWN", "my-code", 404, "unknown-coupon"), ("OTHER", "My-Code", 404, "unknown-coupon"),
                ("OWN", "\\u0000", 422, "bad-value"), ("b%20d", "My-Code", 422, "bad-value"),
            ] {
                let answer = try await world.send(
                    .post,
                    "/coupons/\(name)/redemptions",
                    #"{"code":"\#(code)"}"#,
                    token: token
                )
                #expect((answer.status, answer.text("code")) == (status, problem), "\(name) \(code)")
            }
            world.clock.advance(by: .seconds(1))
            let late = try await world.send(.post, "/coupons/OWN/redemptions", #"{"code":"My-Code"}"#, token: token)
            #expect((late.status, late.text("code")) == (409, "coupon-expired"))
        }
    }

    @Test(arguments: StoreKind.available)
    func `of many who redeem at once one succeeds`(kind: StoreKind) async throws {
        try await APIWorld.with(kind) { world in
            let (token, _) = try await world.token(.manager)
            try await world.fill(1)
            let given = #"{"contact":"c0@example.com","code":"ONCE-ONLY","validDays":1}"#
            _ = try await world.send(.post, "/coupons/ONCE", given, token: token)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let body = #"{"code":"ONCE-ONLY"}"#
                        return try await world.send(.post, "/coupons/ONCE/redemptions", body, token: token).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200] + Array(repeating: 409, count: 7))
        }
    }

    @Test(arguments: [
        #"{"contact":"c0@example.com"}"#, #"{"contact":"c0@example.com","validDays":0}"#,
        #"{"contact":"c0@example.com","validDays":1,"expiresAt":"2030-01-01T00:00:00Z"}"#,
        #"{"contact":"c0@example.com","validDays":1,"length":4}"#,
        #"{"contact":"c0@example.com","validDays":1,"length":65}"#,
        #"{"contact":"c0@example.com","validDays":1,"code":"with space"}"#,
        #"{"contact":"c0@example.com","validDays":1,"code":"four"}"#,
        #"{"contact":"c0@example.com","validDays":1,"length":8,"code":"ABCDEF"}"#,
        #"{"contact":"c0@example.com","expiresAt":"tomorrow"}"#,
        #"{"contact":"c0@example.com","expiresAt":"2020-01-01T00:00:00Z"}"#,
        #"{"contact":"nobody","validDays":1}"#, #"{"contact":"c0@example.com","validDays":1,"fromList":true}"#,
        #"{"validDays":1}"#,
    ])
    func `what can be no coupon is refused, and nothing is given`(body: String) async throws {
        try await APIWorld.with { world in
            let (token, _) = try await world.token(.manager)
            try await world.fill(1)
            let answer = try await world.send(.post, "/coupons/SPRING", body, token: token)
            #expect(answer.status == 422, "\(answer.text("detail") ?? "")")
            #expect(try await world.send(.get, "/coupons", token: token).count("coupons") == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a code that is taken, or given before, replaces nothing`(kind: StoreKind) async throws {
        try await APIWorld.with(kind) { world in
            let (token, _) = try await world.token(.manager)
            try await world.fill(2)
            func give(_ email: String, _ code: String) async throws -> Int {
                let body = #"{"contact":"\#(email)","code":"\#(code)","validDays":1}"#
                return try await world.send(.post, "/coupons/OWN", body, token: token).status
            }
            #expect(try await give("c0@example.com", "FIRST-1") == 201)
            #expect(try await give("c1@example.com", "FIRST-1") == 422)
            #expect(try await give("c0@example.com", "SECOND-2") == 201)
            let page = try await world.send(.get, "/coupons/own", token: token)
            #expect(page.count("coupons") == 1 && page.text("coupons.0.coupon.code") == "SECOND-2")
        }
    }

    @Test(arguments: StoreKind.available)
    func `coupons are listed page by page, and from a list of codes where that is asked for`(
        kind: StoreKind
    ) async throws {
        try await APIWorld.with(kind) { world in
            let (token, _) = try await world.token(.manager)
            try await world.fill(5)
            let lists = CouponListStore(world.database, time: world.clock.time)
            _ = try await lists.add((0..<5).map { "LISTED-\($0)" }, to: try CouponName("LIST"))
            for index in 0..<5 {
                let body = #"{"contact":"c\#(index)@example.com","fromList":true,"validDays":1}"#
                #expect(try await world.send(.post, "/coupons/LIST", body, token: token).status == 201)
            }
            var (emails, after): ([String], String?) = ([], nil)
            repeat {
                let query = "?limit=2" + (after.map { "&after=\($0)" } ?? "")
                let page = try await world.send(.get, "/coupons/LIST\(query)", token: token)
                for index in 0..<page.count("coupons") {
                    emails.append(page.text("coupons.\(index).email") ?? "")
                    #expect(page.text("coupons.\(index).coupon.code")?.hasPrefix("LISTED-") == true)
                }
                after = page.text("next")
            } while after != nil
            #expect(emails == (0..<5).map { "c\($0)@example.com" })
            let more = #"{"contact":"c0@example.com","fromList":true,"validDays":1}"#
            #expect(try await world.send(.post, "/coupons/LIST", more, token: token).status == 422)
        }
    }

    @Test func `coupons of others are as good as none`() async throws {
        try await APIWorld.with { world in
            let (manager, owner) = try await world.token(.manager)
            let (marketer, _) = try await world.token(.marketer)
            try await world.fill(1, owner: owner)
            let body = #"{"contact":"c0@example.com","code":"SECRET-1","validDays":1}"#
            let refused = try await world.send(.post, "/coupons/OWN", body, token: marketer)
            #expect(refused.text("code") == "unknown-contact")
            #expect(try await world.send(.post, "/coupons/OWN", body, token: manager).status == 201)
            let redeem = #"{"code":"SECRET-1"}"#
            let answer = try await world.send(.post, "/coupons/OWN/redemptions", redeem, token: marketer)
            #expect((answer.status, answer.text("code")) == (404, "unknown-coupon"))
            #expect(try await world.send(.get, "/coupons", token: marketer).count("coupons") == 0)
            #expect(try await world.send(.get, "/coupons/OWN", token: marketer).count("coupons") == 0)
        }
    }
}
