import Access
import ArgumentParser
import Automations
import Contacts

/// A command that changes one rule or workflow and shows what has become of it.
protocol AutomationChanging: WorldCommand {
    associatedtype Word: AutomationWord

    var name: String { get }

    func change(_ id: AutomationID, in world: World) async throws
}

extension AutomationChanging {
    static var needs: Permission { .manageAutomations }

    func work(in world: World) async throws {
        let id = try await world.automations.draft(Word.kind, named: name, for: world.actor).automation.id
        try await change(id, in: world)
        try await AutomationReport(world, json: options.json).show(id)
    }
}

struct ActivateAutomation<Word: AutomationWord>: AutomationChanging {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "activate",
            abstract: "Activate a \(Word.kind.label), or publish the changes of its draft."
        )
    }

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the \(Word.kind.label).") var name: String

    func change(_ id: AutomationID, in world: World) async throws {
        try await world.automations.activate(id, by: world.actor)
    }
}

struct PauseAutomation<Word: AutomationWord>: AutomationChanging {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "pause",
            abstract: "Let nobody enter a \(Word.kind.label); whoever is inside stands still."
        )
    }

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the \(Word.kind.label).") var name: String

    func change(_ id: AutomationID, in world: World) async throws {
        try await world.automations.pause(id, by: world.actor)
    }
}

struct ResumeAutomation<Word: AutomationWord>: AutomationChanging {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "resume", abstract: "Let a paused \(Word.kind.label) go on.")
    }

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the \(Word.kind.label).") var name: String

    func change(_ id: AutomationID, in world: World) async throws {
        try await world.automations.resume(id, by: world.actor)
    }
}

struct DuplicateAutomation<Word: AutomationWord>: WorldCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "duplicate",
            abstract: "Make a draft that says the same under another name."
        )
    }

    static var needs: Permission { .manageAutomations }

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the \(Word.kind.label).") var name: String

    func work(in world: World) async throws {
        let draft = try await world.automations.draft(Word.kind, named: name, for: world.actor)
        let copy = try await world.automations.duplicate(draft.automation.id, by: world.actor)
        try await AutomationReport(world, json: options.json).show(copy)
    }
}

struct DeleteAutomation<Word: AutomationWord>: WorldCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "delete",
            abstract: "Delete a \(Word.kind.label) with its versions and its log."
        )
    }

    static var needs: Permission { .manageAutomations }

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the \(Word.kind.label).") var name: String

    @Flag(help: "Also while contacts are inside; they leave it.")
    var force = false

    func work(in world: World) async throws {
        let draft = try await world.automations.draft(Word.kind, named: name, for: world.actor)
        try await world.automations.delete(draft.automation.id, force: force, by: world.actor)
        if options.json { try Console.say(json: DeletionDocument(deleted: draft.automation.name)) }
    }
}
