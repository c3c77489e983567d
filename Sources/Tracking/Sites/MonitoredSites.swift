package import Storage

/// Every monitored site.
package struct MonitoredSites: Sendable, Hashable {
    /// By the names of their hosts.
    package let sites: [MonitoredSite]

    package init(_ sites: [MonitoredSite]) {
        self.sites = sites.sorted { $0.host < $1.host }
    }

    /// Reads them, inside one transaction.
    package init(_ connection: any Connection) throws {
        self.init(
            try connection.rows("SELECT host, subdomains FROM monitored_site") {
                MonitoredSite(HostName(stored: $0.text(0)), coversSubdomains: $0.flag(1))
            }
        )
    }

    /// Whether a page lies on one of them.
    package func cover(_ host: HostName) -> Bool { sites.contains { $0.covers(host) } }

    /// Makes sure that a page lies on one of them.
    ///
    /// - Throws: `SiteError.notMonitored`, which names those that there are.
    package func check(_ address: WebAddress) throws(SiteError) {
        guard cover(address.host) else { throw .notMonitored(address, sites: sites) }
    }
}
