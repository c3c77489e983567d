import Testing

@testable import Tracking

struct VisitSourceTests {
    private static let sites = MonitoredSites([
        MonitoredSite(HostName(stored: "shop.example"), coversSubdomains: true)
    ])

    private func source(_ query: String, from referrer: String?) throws -> VisitSource {
        VisitSource(
            try WebAddress("https://shop.example/" + query),
            referrer: try referrer.map { try WebAddress($0) },
            sites: Self.sites
        )
    }

    @Test(arguments: [
        ("", nil, VisitSource.Kind.direct), ("?gclid=abc", nil, .advertisement), ("?gclid=", nil, .direct),
        ("?utm_medium=CPC&utm_source=google", "https://www.google.com/", .advertisement),
        ("?utm_medium=email&utm_source=letter", nil, .campaign),
        ("?utm_source=letter", "https://mail.example/", .campaign),
        ("", "https://www.google.com/", .search), ("", "https://google.co.uk/search?q=a", .search),
        ("", "https://search.yahoo.com/x", .search), ("", "https://search.seznam.cz/?q=b", .search),
        ("", "https://duckduckgo.com/", .search), ("", "https://pl.search.yahoo.com/", .search),
        ("", "https://mail.google.com/", .link), ("", "https://brave.com/", .link),
        ("", "https://search.brave.com/", .search), ("", "https://google.evil.example.com/", .link),
        ("", "https://notgoogle.com/", .link), ("", "https://blog.example/", .link),
        ("", "https://www.shop.example/a", .site), ("?utm_source=x", "https://www.bing.com/", .search),
    ])
    func `where a visitor came from is told by the page and the one before`(
        query: String,
        referrer: String?,
        kind: VisitSource.Kind
    ) throws {
        #expect(try source(query, from: referrer).kind == kind)
    }

    @Test func `campaign, host and words are kept`() throws {
        let advertisement = try source("?utm_source=a+b&utm_campaign=%C5%82&utm_medium=cpc&utm_term=shoes", from: nil)
        #expect(advertisement.campaign == "a b / ł" && advertisement.keywords == "shoes" && advertisement.host == nil)
        let search = try source("", from: "https://www.bing.com/search?q=red+shoes%00")
        #expect(search.keywords == "red shoes" && search.host == "www.bing.com")
        let link = try source("", from: "https://blog.example/?q=no")
        #expect(link.keywords == nil && link.host == "blog.example")
    }

    @Test(arguments: [
        ("https://shop.example/a#b", "https://shop.example/a"),
        ("https://shop.example/?smclient=1", "https://shop.example/"),
        ("https://shop.example/?a=1&smcl%69ent=2&b#c", "https://shop.example/?a=1&b"),
        ("https://shop.example/?a&&b", "https://shop.example/?a&&b"),
    ])
    func `a visit keeps no id of a contact`(address: String, visited: String) throws {
        #expect(try WebAddress(address).visited == visited)
    }
}
