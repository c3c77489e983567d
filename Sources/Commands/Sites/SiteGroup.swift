import Access
import ArgumentParser
import Tracking

struct SiteGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site",
        abstract: "List, add or remove the monitored sites, to which personal links lead.",
        subcommands: [ListSites.self, AddSite.self, RemoveSite.self],
        defaultSubcommand: ListSites.self
    )
}

/// A monitored site as JSON shows it.
private struct SiteDocument: Encodable {
    let host: String
    let subdomains: Bool

    init(_ site: MonitoredSite) {
        host = site.host.text
        subdomains = site.coversSubdomains
    }
}

struct ListSites: WorldCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the monitored sites.")

    static let needs = Permission.seeContacts

    @OptionGroup var options: WorldOptions

    func work(in world: World) async throws {
        let sites = try await world.sites.all().sites
        if options.json {
            try Console.say(json: sites.map(SiteDocument.init))
            return
        }
        for site in sites { Console.say(site.coversSubdomains ? "\(site.host)  with hosts below it" : site.host.text) }
    }
}

struct AddSite: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Monitor a site, with the hosts below it."
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of its host, such as shop.example, or the address of one of its pages.") var site: String

    @Flag(help: "Leave out hosts below it, such as www.shop.example.")
    var thisHostOnly = false

    func work(in world: World) async throws {
        let added = try await world.sites.add(site, coversSubdomains: !thisHostOnly)
        world.record(.settingChanged(name: "sites"))
        if options.json {
            try Console.say(json: SiteDocument(added))
        } else {
            Console.say("the site \(added.host) is monitored")
        }
    }
}

struct RemoveSite: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Stop monitoring a site; what is known of visits there stays."
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of its host.") var site: String

    private struct Answer: Encodable {
        let removed: String
    }

    func work(in world: World) async throws {
        try await world.sites.remove(site)
        world.record(.settingChanged(name: "sites"))
        if options.json { try Console.say(json: Answer(removed: site)) }
    }
}
