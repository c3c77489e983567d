/// Where a visitor came from.
package struct VisitSource: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Typed, from a bookmark, or hidden by the browser.
        case direct
        case advertisement
        case search
        /// A link that names its campaign, such as one of an e-mail.
        case campaign
        /// A link of another site.
        case link
        /// Another page of the monitored sites.
        case site

        /// What people call it.
        package var label: String {
            switch self {
            case .direct: "direct"
            case .advertisement: "advertisement"
            case .search: "search"
            case .campaign: "campaign"
            case .link: "link"
            case .site: "page of the shop"
            }
        }
    }

    package let kind: Kind
    /// The host of the page with the link.
    package let host: String?
    /// What the link says of its campaign.
    package let campaign: String?
    /// What was searched for, as far as it is told.
    package let keywords: String?

    /// Wraps what the database holds.
    init(stored kind: Kind, host: String?, campaign: String?, keywords: String?) {
        (self.kind, self.host, self.campaign, self.keywords) = (kind, host, campaign, keywords)
    }

    /// Finds out where a visitor came from.
    ///
    /// - Parameters:
    ///   - address: The page that was opened.
    ///   - referrer: The page with the link.
    ///   - sites: The monitored sites.
    init(_ address: WebAddress, referrer: WebAddress?, sites: MonitoredSites) {
        let query = address.query
        let from = referrer.map { SearchEngine.isSearch($0.host) } ?? false
        let named = ["utm_source", "utm_campaign"].compactMap { query[$0].flatMap { $0.isEmpty ? nil : $0 } }
        host = referrer?.host.text
        campaign = named.isEmpty ? nil : String(named.joined(separator: " / ").prefix(255))
        let words = referrer.flatMap { from ? SearchEngine.keywords($0) : nil } ?? query["utm_term"]
        keywords = words.flatMap { $0.isEmpty ? nil : String($0.prefix(255)) }
        kind =
            if Self.isAdvertisement(query) { .advertisement } else if from { .search } else if !named.isEmpty {
                .campaign
            } else if let referrer { sites.cover(referrer.host) ? .site : .link } else { .direct }
    }

    private static let paidMedia: Set = [
        "cpc", "ppc", "cpm", "cpa", "cpv", "paid", "paidsearch", "paid-search", "paid_search", "paidsocial",
        "paid-social", "paid_social", "display", "banner", "retargeting", "remarketing", "affiliate",
    ]

    /// What advertising networks add to the links of their advertisements.
    private static let clickParameters = ["gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "ttclid"]

    private static func isAdvertisement(_ query: [String: String]) -> Bool {
        query["utm_medium"].map { paidMedia.contains($0.lowercased()) } == true
            || clickParameters.contains { query[$0]?.isEmpty == false }
    }
}

/// The search engines that are known by their hosts.
enum SearchEngine {
    private static let names: Set<Substring> = [
        "google", "bing", "yahoo", "duckduckgo", "ecosia", "seznam", "startpage", "qwant", "yandex", "baidu", "brave",
    ]
    /// What may stand before the name: `search.yahoo.com`, and not `mail.google.com`.
    private static let prefixes: Set<Substring> = ["www", "m", "search", "images", "html", "lite", "cn", "r"]

    static func isSearch(_ host: HostName) -> Bool {
        let labels = host.text.split(separator: ".")
        // One or two labels stand behind the name, as in google.com and google.co.uk.
        guard let index = labels.lastIndex(where: names.contains), (1...2).contains(labels.count - index - 1) else {
            return false
        }
        let before = labels[..<index]
        // Brave's home page is about its browser.
        if labels[index] == "brave" { return before == ["search"] }
        return before.allSatisfy { prefixes.contains($0) || $0.count == 2 }
    }

    static func keywords(_ address: WebAddress) -> String? {
        let query = address.query
        return ["q", "p", "query", "text", "wd"].lazy.compactMap { query[$0] }.first { !$0.isEmpty }
    }
}
