import Access
import Contacts
import Parsing
import Storage
import TestSupport
import Testing

@testable import CompatibilityAPI

struct MethodTests {
    private func add(_ count: Int, _ client: Client) async throws {
        let details = (0..<count).map { #"{"contact":{"email":"c\#($0)@example.com","name":"C \#($0)"}}"# }
        let list = details.joined(separator: ",")
        #expect(try await client.send("contact/batchupsert", "\"upsertDetails\":[\(list)]").succeeded)
    }

    @Test(arguments: StoreKind.available)
    func `a coupon is given and used once`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            try await add(2, client)
            let valid = world.clock.now + 86_400_000
            let given = try await client.send(
                "contact/addContactCoupon",
                #""email":"c0@example.com","name":"spring","length":10,"valid":\#(valid)"#
            )
            let code = try #require(given.text("coupon"))
            #expect(code.count == 10 && given.members.keys.sorted() == ["coupon", "message", "success"])
            let use = #""email":"c0@example.com","coupon":"\#(code.lowercased())""#
            let stranger = #""email":"c1@example.com","coupon":"\#(code)""#
            #expect(try await client.send("contact/useContactCoupon", stranger).message?.contains("no such") == true)
            let used = try await client.send("contact/useContactCoupon", use)
            #expect(used.succeeded && used.members.keys.sorted() == ["message", "success"])
            #expect(try await client.send("contact/useContactCoupon", use).message?.contains("used already") == true)
            #expect(try await world.causes(of: "c0@example.com").first == .redemption)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a coupon has a code of the client's own, and is used by its name too`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            try await add(1, client)
            let id = try await world.contact("c0@example.com").id
            let given = try await client.send(
                "contact/addContactCoupon",
                #""contactId":"\#(id)","name":"OWN","coupon":"MY-CODE-1","valid":"2099-01-01T00:00:00+0100""#
            )
            #expect(given.text("coupon") == "MY-CODE-1")
            let expiry = try await world.database.read { try ContactReader($0).coupons(of: 1).first?.times.expiresAt }
            #expect(expiry?.instant == "2098-12-31T23:00:00Z")
            let byName = #""contactId":"\#(id)","coupon":"own""#
            #expect(try await client.send("contact/useContactCoupon", byName).succeeded)
            let late = #""email":"c0@example.com","name":"OWN","valid":1000"#
            #expect(try await client.send("contact/addContactCoupon", late).message?.contains("expired") == true)
            let usual = try await client.send("contact/addContactCoupon", #""email":"c0@example.com","name":"YEAR""#)
            #expect(usual.text("coupon")?.count == 8)
            let expired = world.clock.now + 365 * 86_400_000
            let coupons = try await world.database.read { try ContactReader($0).coupons(of: 1) }
            #expect(coupons.first { $0.name.text == "YEAR" }?.times.expiresAt == expired)
            for body in [
                #""email":"c0@example.com""#, #""email":"c0@example.com","name":"two words""#,
                #""email":"c0@example.com","name":"A","length":4"#,
                #""email":"c0@example.com","name":"A","coupon":"x y z""#,
                #""email":"nobody@example.com","name":"A""#, #""name":"A""#,
            ] {
                #expect(try await !client.send("contact/addContactCoupon", body).succeeded, "\(body)")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `statuses are set one by one and in batches`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            try await add(3, client)
            let id = try await world.contact("c1@example.com").id.description
            #expect(try await client.send("contact/optin", #""email":"c1@example.com""#).text("contactId") == id)
            #expect(try await client.send("contact/phoneoptin", #""contactId":"\#(id)""#).succeeded)
            var contact = try await world.contact("c1@example.com")
            #expect(contact.emailStatus == .optedIn && contact.mobileStatus == .optedIn)
            _ = try await client.send("contact/optout", #""email":"c1@example.com""#)
            _ = try await client.send("contact/phoneoptout", #""email":"c1@example.com""#)
            contact = try await world.contact("c1@example.com")
            #expect(contact.emailStatus == .optedOut && contact.mobileStatus == .optedOut)
            let emails = #""emails":["c0@example.com","c2@example.com"]"#
            #expect(try await client.send("contact/batchoptin", emails).list("contactIds").count == 2)
            #expect(try await world.contact("c2@example.com").emailStatus == .optedIn)
            let unknown = #""emails":["c0@example.com","nobody@example.com"]"#
            #expect(try await !client.send("contact/batchoptout", unknown).succeeded)
            #expect(try await world.contact("c0@example.com").emailStatus == .optedIn)
            #expect(try await client.send("contact/batchoptout", emails).succeeded)
            #expect(try await world.contact("c0@example.com").emailStatus == .optedOut)
        }
    }

    @Test(arguments: StoreKind.available)
    func `tags, notes, owners and monitoring are changed`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            let anna = try await world.users.add(email: "anna@shop.example", name: "", role: .user)
            try await add(1, client)
            let one = #""email":"c0@example.com""#
            _ = try await client.send("contact/managetags", one + #","tags":["a","b, c"],"removeTags":"nothing""#)
            #expect(try await client.send("contact/managetags", one + #","removeTags":["A"]"#).succeeded)
            #expect(try await world.tags(of: "c0@example.com") == ["B", "C"])
            let counts = try await client.send("v2/contact/tags").list("tags")
            #expect(counts == ["B", "C"].map { .object(["tag": .text($0), "numberOfTagged": .integer(1)]) })
            #expect(try await client.send("contact/addNote", one + #","note":"Called","priv":true"#).succeeded)
            #expect(try await !client.send("contact/addNote", one + #","note":" ""#).succeeded)
            let number = try await world.contact("c0@example.com").number
            let notes = try await world.database.read {
                try ContactReader($0).notes(of: number, visibleTo: .named("manager@shop.example"))
            }
            #expect(notes.map(\.text) == ["Called"] && notes.map(\.isPrivate) == [true])
            let owner = #""contact":"c0@example.com","newOwner":"anna@shop.example""#
            #expect(try await client.send("contact/setMainOwner", owner).succeeded)
            #expect(try await world.database.read { try ContactReader($0).owners(of: number).main } == anna.id)
            let addressee = #""contacts":[{"addresseeType":"email","value":"c0@example.com"}]"#
            #expect(try await client.send("contact/restoreMonitoring", addressee).succeeded)
            #expect(try await world.contact("c0@example.com").monitoring == .monitored)
            #expect(try await client.send("contact/stopMonitoring", addressee).succeeded)
            #expect(try await world.contact("c0@example.com").monitoring == .stopped)
            let group = #""contacts":[{"addresseeType":"TAG","value":"B"}]"#
            #expect(try await client.send("contact/stopMonitoring", group).message?.contains("TAG") == true)
        }
    }

    @Test(arguments: StoreKind.available)
    func `basic answers have exactly the keys that strict clients know`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            let body = """
                "contact":{"email":"a@example.com","name":"Jan","state":"PARTNER","address":{"city":"Kraków"}},
                "birthday":"19800804","forceOptIn":true
                """
            let id = try #require(try await client.send("contact/upsert", body).text("contactId"))
            let answer = try await client.send("contact/basic", #""email":["a@example.com","nobody@example.com"]"#)
            #expect(answer.list("contacts").count == 1)
            guard case .object(let item)? = answer.list("contacts").first else { throw NoContact() }
            #expect(
                item.keys.sorted() == [
                    "address", "birthdayDay", "birthdayMonth", "birthdayYear", "company", "contactId", "createdOn",
                    "deleted", "email", "externalId", "fax", "invalid", "lastVisit", "modifiedOn", "name", "optedOut",
                    "optedOutPhone", "phone", "score", "state",
                ]
            )
            #expect(item["birthdayMonth"] == .text("8") && item["birthdayDay"] == .text("4"))
            #expect(item["optedOut"] == .flag(false) && item["optedOutPhone"] == .flag(true))
            #expect(item["state"] == .text("PARTNER") && item["lastVisit"] == .null && item["phone"] == .text(""))
            let address: [String: JSONValue] = [
                "city": .text("Kraków"), "country": .null, "streetAddress": .null, "zipCode": .null,
            ]
            #expect(item["address"] == .object(address))
            let byID = try await client.send("contact/basicById", #""id":["\#(id)"]"#)
            #expect(byID.list("contacts") == answer.list("contacts"))
            #expect(try await client.send("contact/basic", #""email":"nobody@example.com""#).list("contacts") == [])
        }
    }

    @Test(arguments: StoreKind.available)
    func `the card says by which program something was changed`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            try await add(1, client)
            _ = try await client.send("contact/managetags", #""email":"c0@example.com","tags":["A"]"#)
            let entry = try await world.database.read {
                try Timeline($0).entries(for: 1, visibleTo: .operator, limit: 1).first
            }
            #expect(entry?.cause == Cause(.api, id: 1, text: "Shop", actor: "manager@shop.example"))
        }
    }
}

private struct NoContact: Error {}
