import Contacts
import Storage
import TestSupport
import Testing
import Tracking

struct SiteStoreTests {
    @Test(arguments: StoreKind.available)
    func `sites are added, checked and removed`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let store = SiteStore(database, time: TestClock().time)
            let page = try WebAddress("https://www.shop.example/sale")
            #expect(throws: SiteError.notMonitored(page, sites: [])) { try MonitoredSites([]).check(page) }
            try await store.add(" https://Shop.example/de ", coversSubdomains: true)
            try await store.add("Łódź.example", coversSubdomains: false)
            let sites = try await store.all()
            #expect(sites.sites.map(\.host.text) == ["shop.example", "xn--d-uga0v4h.example"])
            #expect(sites.sites.map(\.coversSubdomains) == [true, false])
            try sites.check(page)
            let other = try WebAddress("https://other.example")
            #expect(throws: SiteError.notMonitored(other, sites: sites.sites)) { try sites.check(other) }
            let words = SiteError.notMonitored(other, sites: sites.sites).message
            #expect(words.contains("shop.example or below it, xn--d-uga0v4h.example"))
            await #expect(throws: SiteError.taken(try HostName("shop.example"))) {
                try await store.add("shop.example.", coversSubdomains: false)
            }
            await #expect(throws: SiteError.unfit("a b", .badHost("a b"))) {
                try await store.add("a b", coversSubdomains: false)
            }
            await #expect(throws: SiteError.unknown("www.shop.example")) { try await store.remove("www.shop.example") }
            try await store.remove("https://SHOP.example")
            #expect(try await store.all().sites.map(\.host.text) == ["xn--d-uga0v4h.example"])
        }
    }
}
