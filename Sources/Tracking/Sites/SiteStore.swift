package import Contacts
package import Storage

/// Keeps the monitored sites.
package struct SiteStore: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    package func all() async throws -> MonitoredSites {
        try await database.read { try MonitoredSites($0) }
    }

    /// Adds a site.
    ///
    /// - Parameters:
    ///   - text: The name of its host, or the address of one of its pages.
    ///   - coversSubdomains: Whether hosts below it belong to it.
    /// - Returns: The site.
    /// - Throws: `SiteError` when it names no host, or one that is there already.
    @discardableResult
    package func add(_ text: String, coversSubdomains: Bool) async throws -> MonitoredSite {
        let site = MonitoredSite(try Self.host(text), coversSubdomains: coversSubdomains)
        let now = time.now
        try await database.write { connection in
            let id = try connection.advance(counter: "monitored-site")
            let added = try connection.execute(
                """
                INSERT INTO monitored_site (id, host, subdomains, added_at)
                VALUES (\(id), \(site.host.text), \(site.coversSubdomains ? 1 : 0), \(now))
                ON CONFLICT (host) DO NOTHING
                """
            )
            guard added == 1 else { throw SiteError.taken(site.host) }
        }
        return site
    }

    /// Removes a site; what is known of visits there stays.
    ///
    /// - Throws: `SiteError.unknown`.
    package func remove(_ text: String) async throws {
        guard let host = try? Self.host(text) else { throw SiteError.unknown(text) }
        try await database.write { connection in
            let removed = try connection.execute("DELETE FROM monitored_site WHERE host = \(host.text)")
            guard removed == 1 else { throw SiteError.unknown(host.text) }
        }
    }

    private static func host(_ text: String) throws(SiteError) -> HostName {
        let name = text.trimmed
        do throws(WebAddressError) {
            return name.contains("/") ? try WebAddress(name).host : try HostName(name)
        } catch {
            throw .unfit(name, error)
        }
    }
}
