import Contacts

/// A site of the shop, whose pages carry the script that tells of visits.
package struct MonitoredSite: Sendable, Hashable {
    package let host: HostName
    /// Whether hosts below it belong to it: `www.shop.example` to `shop.example`.
    package let coversSubdomains: Bool

    package init(_ host: HostName, coversSubdomains: Bool) {
        self.host = host
        self.coversSubdomains = coversSubdomains
    }

    /// Whether pages of a host are the site's.
    package func covers(_ other: HostName) -> Bool {
        other == host || (coversSubdomains && other.isBelow(host))
    }
}

/// Why sites cannot be changed, or an address not be used.
package enum SiteError: ExplainedError, Equatable {
    case unfit(String, WebAddressError)
    case taken(HostName)
    case unknown(String)
    /// The page lies on none of the sites.
    case notMonitored(WebAddress, sites: [MonitoredSite])

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .unfit(let text, let error): "\"\(text)\" cannot be a monitored site: \(error.problem)"
        case .taken(let host): "the site \(host) is monitored already: remove it first to change it"
        case .unknown(let text): "there is no monitored site \(text): see \"kartoteka site list\""
        case .notMonitored(let address, let sites) where sites.isEmpty:
            "\(address) lies on no monitored site, and there is none yet: an administrator adds the shop’s under Settings"
        case .notMonitored(let address, let sites):
            "\(address) lies on no monitored site: use a page of \(Self.list(sites)), or ask an administrator to add its site"
        }
    }

    private static func list(_ sites: [MonitoredSite]) -> String {
        sites.map { $0.coversSubdomains ? "\($0.host) or below it" : $0.host.text }.joined(separator: ", ")
    }
}
