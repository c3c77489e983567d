import Access
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Selections
import Storage
import Testing

@testable import WebUI

struct StatusPageTests {
    private static let contact = "kontakt5@mail.example"

    /// What stands behind a piece of a page, up to another.
    private func part(_ page: String, from start: String, to end: String) throws -> String {
        let behind = try #require(page.range(of: start)).upperBound
        let before = try #require(page.range(of: end, range: behind..<page.endIndex)).lowerBound
        return String(page[behind..<before])
    }

    private func origins(_ id: ContactID, _ client: any TestClientProtocol) async throws -> String {
        try part(try await client.text("/contacts/\(id)"), from: "id=\"status-origins\"", to: "</p>")
    }

    private func counts(_ world: World, _ reach: Reach = .everybody) async throws -> StatusCounts {
        try await world.database.read { try world.audiences.statusMembers(in: $0, reach: reach).counts }
    }

    @Test func `the page explains the dots, with the numbers of the base and of its days`() async throws {
        let world = try await World()
        let removed = try await world.id(of: Self.contact)
        try await world.site.cards.edit(removed, [.remove], actor: .operator)
        let counts = try await counts(world)
        #expect(counts.total == 60 && counts[.invalid] == 1 && counts[.removed] == 1)
        try await world.visit { client async throws in
            let page = try await client.text("/statuses")
            #expect(page.contains("<strong>60 contacts</strong>") && page.contains("/assets/status-chart.js"))
            for status in ContactStatus.allCases {
                let link = "aria-label=\"\(counts[status]) contacts, \(status.label)\""
                let end = try #require(page.range(of: "\" \(link)")).lowerBound
                let start = try #require(page.range(of: "href=\"", options: .backwards, range: page.startIndex..<end))
                let path = String(page[start.upperBound..<end]).replacing("&amp;", with: "&")
                #expect(try await client.text(path).contains(counts[status].counted("contact")), "\(path)")
            }
            let table = try part(page, from: "data-statuses", to: "</table>")
            let rows = table.matches(of: /<tr><th scope="row"[^>]*>([^<]*)<\/th>(.*?)<\/tr>/)
            // They came yesterday, when nobody was deleted; before that there is nothing to show.
            #expect(rows.map { String($0.output.1) } == ["20 Nov 2026", "21 Nov 2026"])
            let numbers = rows.map { $0.output.2.matches(of: /data-count="(\d+)"/).compactMap { Int($0.output.1) } }
            #expect(numbers.last == ContactStatus.allCases.map { counts[$0] })
            #expect(numbers.first == [47, 12, 1, 0])
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `who sees own contacts gets the numbers of these, and no history`() async throws {
        let world = try await World()
        let marketer = try await world.user(.marketer)
        for index in [3, 5, 11] { try await world.give("kontakt\(index)@mail.example", to: marketer, .main) }
        try await world.visit(as: marketer) { client async throws in
            let page = try await client.text("/statuses")
            #expect(page.contains("<strong>3 contacts</strong>"))
            for (status, count) in [(ContactStatus.optedIn, 1), (.optedOut, 1), (.invalid, 1), (.removed, 0)] {
                #expect(page.contains("aria-label=\"\(count) contacts, \(status.label)\""))
            }
            #expect(!page.contains("data-statuses") && !page.contains("status-chart.js"))
            let list = try await client.text("/contacts")
            #expect(try part(list, from: "id=\"status-counts\"", to: "</p>").contains(">1 invalid address</a>"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a group is counted by status in the list and in the Contact manager`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            let found = try await client.text("/contacts?q=tag+%3D+VIP")
            let list = try part(found, from: "id=\"status-counts\"", to: "</p>")
            #expect(list.contains("16 opted in</a>") && list.contains("4 opted out</a>"))
            #expect(!list.contains("invalid address") && !list.contains("deleted"))
            #expect(list.contains("href=\"/statuses\""))
            let narrowed = try #require(list.firstMatch(of: /href="([^"]*)">16 opted in/)).output.1
            let page = try await client.text(String(narrowed).replacing("&amp;", with: "&"))
            #expect(page.contains("<strong>16 contacts</strong>"))
            let whole = try part(try await client.text("/"), from: "id=\"status-counts\"", to: "</div>")
            #expect(whole.contains("47 opted in") && whole.contains("1 invalid address"))
            let counted = try await client.post("/count", "include=VIP", headers: [.htmxRequest: "true"]).text
            let update = try part(counted, from: "id=\"status-counts\"", to: "</div>")
            #expect(update.contains("hx-swap-oob") && update.contains("16 opted in") && update.contains("4 opted out"))
            let wrong = try await client.post("/count", "query=score+%3E+many", headers: [.htmxRequest: "true"]).text
            #expect(!(try part(wrong, from: "id=\"status-counts\"", to: "</div>")).contains("opted"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `card and list say since when and why`() async throws {
        let world = try await World()
        let id = try await world.id(of: Self.contact)
        try await world.visit { client async throws in
            let before = try await origins(id, client)
            let time = "<time datetime=\"2026-11-20T09:15:00Z\">20 Nov 2026 10:15</time>"
            #expect(before.contains("opted out since \(time), sample data"))
            #expect(before.contains("not monitored since <time") && before.contains("href=\"/statuses\""))
            try await world.site.cards.edit(id, [.emailStatus(.optedIn)], source: "Fair in Brno", actor: .operator)
            let card = try await origins(id, client)
            #expect(card.contains("opted in since") && card.contains("contact card, source: Fair in Brno, operator"))
            let list = try await client.text("/contacts?q=kontakt5%40")
            let why = "contact card, source: Fair in Brno, operator"
            #expect(list.contains("title=\"opted in since 21 Nov 2026 10:15, \(why)\""))
            #expect(list.contains("title=\"not monitored since 20 Nov 2026 10:15, sample data, generate\""))
            _ = try await client.post("/contacts/\(id)/remove", "")
            let gone = try await origins(id, client)
            #expect(gone.contains("deleted since") && gone.contains("contact card, administrator@team.example"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `days begin where the clock says, also where it skips midnight`() throws {
        // On 4 November 2018 the clocks of São Paulo went from 23:59:59 to 01:00.
        let clock = WorkspaceClock(try #require(TimeZone(identifier: "America/Sao_Paulo")))
        let noon: Int64 = 1_541_419_200_000
        let days = clock.days(3, until: noon)
        #expect(days.map { noon - $0 } == [57, 33, 10].map { $0 * 3_600_000 })
        #expect(days.map(clock.dayText) == ["3 Nov 2018", "4 Nov 2018", "5 Nov 2018"])
        #expect(clock.days(1, until: days[1]) == [days[1]])
        #expect(clock.days(1, until: days[1] - 1) == [days[0]])
    }
}
