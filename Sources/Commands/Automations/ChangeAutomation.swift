import Access
import ArgumentParser
import Automations
import Contacts

struct ActivateAutomation<Word: AutomationWord>: WorldCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "activate",
            abstract: "Activate a \(Word.kind.label), or publish the changes of its draft."
        )
    }

    static var needs: Permission { .manageAutomations }

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the \(Word.kind.label).") var name: String

    func work(in world: World) async throws {
        let id = try await world.automation(Word.kind, name)
        try await world.automations.activate(id, by: world.actor)
        try await AutomationReport(world, json: options.json).show(id)
    }
}

struct PauseAutomation<Word: AutomationWord>: WorldCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "pause",
            abstract: "Let nobody enter a \(Word.kind.label); whoever is inside stands still."
        )
    }

    static var needs: Permission { .manageAutomations }

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the \(Word.kind.label).") var name: String

    func work(in world: World) async throws {
        let id = try await world.automation(Word.kind, name)
        try await world.automations.pause(id, by: world.actor)
        try await AutomationReport(world, json: options.json).show(id)
    }
}

struct ResumeAutomation<Word: AutomationWord>: WorldCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "resume", abstract: "Let a paused \(Word.kind.label) go on.")
    }

    static var needs: Permission { .manageAutomations }

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the \(Word.kind.label).") var name: String

    func work(in world: World) async throws {
        let id = try await world.automation(Word.kind, name)
        try await world.automations.resume(id, by: world.actor)
        try await AutomationReport(world, json: options.json).show(id)
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
        let id = try await world.automation(Word.kind, name)
        let copy = try await world.automations.duplicate(id, by: world.actor)
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

private struct DeletionDocument: Encodable {
    let deleted: String
}

extension World {
    /// The number of the automation of that name.
    fileprivate func automation(_ kind: AutomationKind, _ name: String) async throws -> AutomationID {
        try await automations.draft(kind, named: name, for: actor).automation.id
    }
}
