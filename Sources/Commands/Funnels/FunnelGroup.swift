import Access
import ArgumentParser
import Contacts

struct FunnelGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "funnel",
        abstract: "List, create, show or delete sales funnels.",
        subcommands: [ListFunnels.self, CreateFunnel.self, ShowFunnel.self, DeleteFunnel.self],
        defaultSubcommand: ListFunnels.self
    )
}

struct ListFunnels: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List funnels with the contacts on their stages."
    )

    static let needs = Permission.seeContacts

    @OptionGroup var options: WorldOptions

    func work(in world: World) async throws {
        let funnels = try await world.funnels.all()
        try await FunnelReport(world, json: options.json).show(all: funnels)
    }
}

struct CreateFunnel: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a funnel with its stages."
    )

    static let needs = Permission.manageFunnels

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the funnel.") var name: String

    @Option(
        name: .customLong("stage"),
        help: "A stage, in the order in which they are given; several times."
    )
    var stages: [String] = []

    @Option(help: "The group of funnels that it belongs to.") var group: String?

    func work(in world: World) async throws {
        let funnel = try await world.funnels.create(name, group: group, stages: stages)
        try await FunnelReport(world, json: options.json).show(funnel)
    }
}

struct ShowFunnel: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a funnel: contacts, value and conversion of each stage."
    )

    static let needs = Permission.seeContacts

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the funnel.") var name: String

    func work(in world: World) async throws {
        let funnel = try await world.funnels.funnel(named: name)
        try await FunnelReport(world, json: options.json).show(funnel)
    }
}

struct DeleteFunnel: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a funnel that no contact is in."
    )

    static let needs = Permission.manageFunnels

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the funnel.") var name: String

    func work(in world: World) async throws {
        let funnel = try await world.funnels.funnel(named: name)
        try await world.funnels.delete(funnel.id)
        if options.json { try Console.say(json: DeletionDocument(deleted: funnel.name)) }
    }
}
