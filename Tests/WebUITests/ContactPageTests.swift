import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Selections
import Testing

@testable import WebUI

struct ContactPageTests {
    @Test func `the newest contacts stand first and older ones on the next page`() async throws {
        let world = try await World()
        try await world.visit { client in
            let first = try await client.text("/contacts")
            #expect(first.contains("60 contacts"))
            #expect(first.contains("kontakt59@mail.example") && !first.contains("kontakt9@mail.example"))
            #expect(first.contains("href=\"/contacts?page=2\""))
            let second = try await client.text("/contacts?page=2")
            #expect(second.contains("kontakt9@mail.example") && !second.contains("kontakt59@mail.example"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a name with markup is shown, not carried out`() async throws {
        let world = try await World()
        try await world.visit { client in
            let list = try await client.text("/contacts?q=kontakt7")
            #expect(list.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(!list.contains("<script>alert"))
            let address = try #require(list.firstMatch(of: /\/contacts\/[0-9a-f-]{36}/)).output
            let card = try await client.text(String(address))
            #expect(card.contains("&lt;script&gt;") && !card.contains("<script>alert"))
        }
    }

    @Test(arguments: [
        ("kontakt1", false), ("tag = VIP", true), ("not invalid", true), ("in the shop", false), ("score > 3", true),
    ])
    func `a search is read as a query where it looks like one`(text: String, isQuery: Bool) {
        let search = ContactSearch(text)
        #expect(search.hint == nil)
        #expect(
            (search.criterion
                == .or([
                    .leaf(.text(.email, .contains(text))), .leaf(.text(.name, .contains(text))),
                ])) != isQuery
        )
    }

    @Test func `a query with a mistake says where it is`() {
        #expect(ContactSearch("score > many").hint?.contains("column 9") == true)
    }

    @Test func `htmx gets the results alone`() async throws {
        let world = try await World()
        try await world.visit { client in
            let answer = try await client.execute(uri: "/contacts?q=VIP", method: .get, headers: [.htmxRequest: "true"])
            let text = String(buffer: answer.body)
            #expect(text.hasPrefix("<div id=\"contact-results\">"))
        }
    }

    @Test func `a new contact needs a source for its consent`() async throws {
        let world = try await World()
        try await world.visit { client in
            let refused = try await client.post("/contacts", "email=anna@shop.example&consent=yes&source=")
            #expect(refused.status == .unprocessableContent)
            #expect(String(buffer: refused.body).contains("Say where the consent comes from."))
            let form = "email=anna@shop.example&name=Anna&consent=yes&source=Fair+in+Brno"
            let done = try await client.post("/contacts", form)
            #expect(done.status == .seeOther)
            let card = try await client.text(try #require(done.headers[.location]))
            #expect(card.contains("source: Fair in Brno"))
            let again = try await client.post("/contacts", form)
            #expect(String(buffer: again.body).contains("Another contact has the address"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }
}
