import Access
import Contacts
import Parsing
import Storage
import TestSupport
import Testing

@testable import CompatibilityAPI

struct UpsertTests {
    /// What `salesmanago-python-api` sends.
    private static let whole = """
        "owner":"anna@shop.example","externalId":"X1","lang":"PL","forceOptIn":true,"province":"P",
        "birthday":"19801017","tags":["new vip","B"],"removeTags":["B"],"properties":{"shoe":42,"wide":false,"k":"v"},
        "email":"a@example.com","contact":{"email":"a@example.com","fax":"f","name":"Jan Nowak","phone":"+48 1",
        "company":"c","state":"CUSTOMER","address":{"city":"Kraków","zipCode":"30-001","streetAddress":null}}
        """

    @Test(arguments: StoreKind.available)
    func `a new contact has all that was sent, and the owner that was named`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            let anna = try await world.users.add(email: "anna@shop.example", name: "", role: .user)
            let answer = try await client.send("contact/upsert", Self.whole)
            #expect(
                answer.succeeded && answer.members.keys.sorted() == ["contactId", "externalId", "message", "success"]
            )
            let contact = try await world.contact("a@example.com")
            #expect(answer.text("contactId") == contact.id.description && answer.text("externalId") == "X1")
            #expect(contact.fields[.name] == "Jan Nowak" && contact.fields[.city] == "Kraków")
            #expect(contact.fields[.postalCode] == "30-001" && contact.fields[.street] == nil)
            #expect(contact.fields[.province] == "P" && contact.fields[.birthday] == "1980-10-17")
            #expect((contact.state, contact.emailStatus, contact.mobileStatus) == (.customer, .optedIn, .optedOut))
            #expect(try await world.tags(of: "a@example.com") == ["NEW_VIP"])
            #expect(try await world.details(of: "a@example.com") == ["shoe": "42", "wide": "false", "k": "v"])
            let owners = try await world.database.read { try ContactReader($0).owners(of: contact.number) }
            #expect(owners.main == anna.id)
            #expect(try await world.causes(of: "a@example.com").allSatisfy { $0 == .api })
        }
    }

    @Test(arguments: StoreKind.available)
    func `who never consented is opted out, and force flags change it`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            let contact = #""contact":{"email":"a@example.com"}"#
            func statuses(_ flags: String) async throws -> [MarketingStatus] {
                #expect(try await client.send("contact/upsert", contact + flags).succeeded)
                let contact = try await world.contact("a@example.com")
                return [contact.emailStatus, contact.mobileStatus]
            }
            #expect(try await statuses("") == [.optedOut, .optedOut])
            #expect(try await statuses(#","forceOptIn":true,"forcePhoneOptIn":true"#) == [.optedIn, .optedIn])
            #expect(try await statuses(#","forceOptIn":false,"forceOptOut":false"#) == [.optedIn, .optedIn])
            #expect(try await statuses(#","forceOptIn":true,"forceOptOut":true"#) == [.optedOut, .optedIn])
            #expect(try await statuses(#","forcePhoneOptOut":true"#) == [.optedOut, .optedOut])
            #expect(try await world.count() == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `what is not sent stays, and null is not sent`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            _ = try await world.users.add(email: "anna@shop.example", name: "", role: .user)
            _ = try await client.send("contact/upsert", Self.whole)
            let before = try await world.contact("a@example.com")
            let again =
                #""contact":{"email":"A@EXAMPLE.com","name":null,"address":null},"newEmail":"a@example.com","tags":null"#
            #expect(try await client.send("contact/upsert", again).text("contactId") == before.id.description)
            #expect(try await world.contact("a@example.com") == before)
            #expect(try await client.send("contact/update", #""email":"a@example.com""#).succeeded)
            #expect(
                try await client.send("contact/update", #""contactId":"\#(before.id)","birthday":"0229""#).succeeded
            )
            #expect(try await world.contact("a@example.com").fields[.birthday] == "--02-29")
            let moved = #""email":"a@example.com","newEmail":"b@example.com""#
            #expect(try await client.send("contact/update", moved).text("contactId") == before.id.description)
            #expect(try await world.contact("b@example.com").number == before.number)
        }
    }

    @Test(arguments: StoreKind.available)
    func `adding needs a free address, changing a known one`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            let body = #""contact":{"email":"a@example.com","name":"First"}"#
            #expect(try await client.send("contact/update", body).message?.contains("no contact a@example.com") == true)
            #expect(try await world.count() == 0)
            #expect(try await client.send("contact/insert", body).succeeded)
            let second = #""contact":{"email":"a@example.com","name":"Second"}"#
            #expect(try await client.send("contact/insert", second).message?.contains("already") == true)
            #expect(try await world.contact("a@example.com").name == "First")
            let unknown = #""contactId":"00000000-0000-0000-0000-000000000001","contact":{}"#
            #expect(try await client.send("contact/upsert", unknown).message?.contains("needs an e-mail") == true)
        }
    }

    @Test(arguments: [
        #""contact":{"email":"nothing"}"#, #""contact":{}"#, #""contact":"a@example.com""#, "",
        #""contact":{"email":"a@example.com","state":"FRIEND"}"#,
        #""contact":{"email":"a@example.com"},"birthday":"19801317""#,
        #""contact":{"email":"a@example.com"},"birthday":"soon""#,
        #""contact":{"email":"a@example.com"},"forceOptIn":"perhaps""#,
        #""contact":{"email":"a@example.com"},"properties":["k"]"#,
        #""contact":{"email":"a@example.com"},"properties":{"k":{"deep":1}}"#,
        #""contact":{"email":"a@example.com"},"tagScoring":99999999999"#,
        #""contact":{"email":"a@example.com","name":"\u0000"}"#,
        #""contact":{"email":"a@example.com"},"tags":[{"tag":"A"}]"#,
    ])
    func `what cannot be is refused with the field, and changes nothing`(body: String) async throws {
        try await ClientWorld.with { world in
            let answer = try await world.client(.manager).send("contact/upsert", body)
            #expect(answer.status == 200 && !answer.succeeded && (answer.message?.count ?? 0) > 10)
            #expect(try await world.count() == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `text that is too long is refused, for new contacts and known ones`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            let long = String(repeating: "x", count: 256)
            let body = #""contact":{"email":"a@example.com","name":"\#(long)"}"#
            #expect(try await client.send("contact/upsert", body).message?.contains("256") == true)
            #expect(try await client.send("contact/upsert", #""contact":{"email":"a@example.com"}"#).succeeded)
            #expect(try await client.send("contact/upsert", body).message?.contains("256") == true)
        }
    }

    @Test(arguments: StoreKind.available)
    func `fireEvents says whether automation may start`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            let body = #""contact":{"email":"a@example.com"}"#
            _ = try await client.send("contact/upsert", body + #","fireEvents":false"#)
            _ = try await client.send("contact/upsert", body + #","tags":["A"],"fireEvents":true"#)
            _ = try await client.send("contact/upsert", body + #","tags":["B"]"#)
            let causes = try await world.causes(of: "a@example.com")
            #expect(causes.prefix(2) == [.api, .api] && causes.dropFirst(2).allSatisfy { $0 == .quietAPI })
        }
    }

    @Test(arguments: StoreKind.available)
    func `a consent is proven by what the client tells of it`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            _ = try await client.send("contact/upsert", #""contact":{"email":"a@example.com"}"#)
            let consent = """
                "contact":{"email":"a@example.com"},"forceOptIn":true,
                "consentDetails":[{"consentName":"News","consentAccept":true,"agreementDate":1600000000000,"ip":"192.0.2.7"}]
                """
            #expect(try await client.send("contact/upsert", consent).succeeded)
            let number = try await world.contact("a@example.com").number
            let entries = try await world.database.read {
                try ConsentRecord($0).entries(of: number, visibleTo: .operator)
            }
            let evidence = try #require(entries.first?.evidence)
            #expect(evidence.address == "192.0.2.7")
            #expect(evidence.text == "News accepted on 2020-09-13T12:26:40Z")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a removed contact comes back, and is not known until then`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            let body = #""contact":{"email":"a@example.com"}"#
            let id = try await client.send("contact/upsert", body).text("contactId")
            let removed = try await client.send("contact/delete", #""email":"a@example.com""#)
            #expect(removed.text("result") == "Contact deleted")
            #expect(try await world.contact("a@example.com").removedAt == world.clock.now)
            let unknown = try await client.send("contact/hasContact", #""email":"a@example.com""#)
            #expect(unknown.members["result"] == .flag(false) && unknown.members["contactId"] == .null)
            #expect(try await client.send("contact/upsert", body).text("contactId") == id)
            #expect(try await world.contact("a@example.com").removedAt == nil)
            let known = try await client.send("contact/hasContact", #""email":"A@example.com""#)
            #expect(known.members["result"] == .flag(true) && known.text("contactId") == id)
            let gone = #""email":"a@example.com","permanently":true"#
            #expect(try await client.send("contact/delete", gone).succeeded)
            #expect(try await world.count() == 0)
            #expect(try await !client.send("contact/delete", gone).succeeded)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a batch is carried out whole or not at all`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            let details = (0..<50).map { #"{"contact":{"email":"c\#($0)@example.com"},"tags":["T\#($0 % 3)"]}"# }
            let twice = #"{"contact":{"email":"c0@example.com","name":"Again"}}"#
            let list = "\"upsertDetails\":[\((details + [twice]).joined(separator: ","))]"
            let answer = try await client.send("contact/batchupsert", list)
            guard case .object(let ids)? = answer.members["contactIds"] else { throw UnexpectedAnswer() }
            #expect(answer.succeeded && ids.count == 50)
            #expect(try await world.contact("c0@example.com").name == "Again")
            let seventh = try await world.contact("c7@example.com").id.description
            #expect(ids["c7@example.com"] == .text(seventh))
            let bad = #"{"contact":{"email":"x@example.com"}},{"contact":{"email":"none"}}"#
            let refused = try await client.send("contact/batchupsert", "\"upsertDetails\":[\(bad)]")
            #expect(refused.message?.hasPrefix("upsertDetails, entry 2: ") == true)
            #expect(try await world.count() == 50)
            #expect(try await !client.send("contact/batchupsert").succeeded)
        }
    }

    @Test(arguments: StoreKind.available)
    func `of many who add one address at once all mean one contact`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            let ids = try await withThrowingTaskGroup(of: String?.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        let body = #""contact":{"email":"a@example.com"},"tags":["T\#(index)"]"#
                        return try await client.send("contact/upsert", body).text("contactId")
                    }
                }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }
            #expect(ids.count == 1 && ids.first != nil)
            #expect(try await world.tags(of: "a@example.com").count == 8)
        }
    }

    @Test func `who sees own contacts only adds none and learns of none`() async throws {
        try await ClientWorld.with { world in
            let manager = try await world.client(.manager)
            let marketer = try await world.client(.marketer)
            _ = try await manager.send("contact/upsert", #""contact":{"email":"a@example.com"}"#)
            for email in ["a@example.com", "b@example.com"] {
                let answer = try await marketer.send("contact/update", #""email":"\#(email)""#)
                #expect(answer.message == "there is no contact \(email): check the address, or add the contact first")
                let known = try await marketer.send("contact/hasContact", #""email":"\#(email)""#)
                #expect(known.members["result"] == .flag(false))
            }
        }
    }
}

private struct UnexpectedAnswer: Error {
    @Test(arguments: StoreKind.available)
    func `a removed contact stays removed whatever else is told of it`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            let boss = try await world.users.add(email: "boss@shop.example", name: "", role: .manager)
            let email = #""email":"a@example.com""#
            #expect(try await client.send("contact/upsert", #""contact":{"email":"a@example.com"}"#).succeeded)
            #expect(try await client.send("contact/delete", email).succeeded)
            for (method, body) in [
                ("contact/optin", email), ("contact/optout", email), ("contact/phoneoptout", email),
                ("contact/batchoptout", #""emails":["a@example.com"]"#),
                ("contact/managetags", #""emails":["a@example.com"],"tags":["T"]"#),
                ("contact/addNote", email + #","note":"called","priv":false"#),
                ("contact/update", #""contact":{"email":"a@example.com","phone":"+48 1"}"#),
            ] {
                let answer = try await client.send(method, body)
                #expect(try await world.contact("a@example.com").removedAt != nil, "\(method) \(answer)")
            }
            let removed = try await world.contact("a@example.com")
            #expect(removed.emailStatus == .optedOut && removed.fields[.phone] == "+48 1")
            _ = boss
            // Inserting it brings it back as a new one.
            let insert = #""contact":{"email":"a@example.com","name":"Back"}"#
            #expect(try await client.send("contact/insert", insert).succeeded)
            let back = try await world.contact("a@example.com")
            #expect(back.removedAt == nil && back.fields[.name] == "Back" && back.emailStatus == .optedOut)
            #expect(try await !client.send("contact/insert", insert).succeeded)
        }
    }

    @Test func `what clients of PHP send is taken`() async throws {
        try await ClientWorld.with { world in
            let client = try await world.client(.manager)
            let body = """
                "contact":{"email":"a@example.com","address":[]},"properties":[],"tagScoring":false,"tags":["A"],
                "forceOptIn":1,"forceOptOut":"0","forcePhoneOptIn":"1"
                """
            #expect(try await client.send("contact/upsert", body).succeeded)
            let contact = try await world.contact("a@example.com")
            #expect((contact.emailStatus, contact.mobileStatus) == (.optedIn, .optedIn))
            #expect(try await world.tags(of: "a@example.com") == ["A"])
        }
    }
}
