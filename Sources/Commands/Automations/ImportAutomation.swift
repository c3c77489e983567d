import Access
import ArgumentParser
import Automations
import Contacts

struct ImportAutomation<Word: AutomationWord>: WorldCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import",
            abstract: "Make a \(Word.kind.label) from a file, or change the one of its name."
        )
    }

    static var needs: Permission { .manageAutomations }

    @OptionGroup var options: WorldOptions
    @OptionGroup var source: AutomationFileArgument

    @Flag(help: "Change the draft and the settings of the one that has the name already.")
    var replace = false

    @Flag(help: "Activate it afterwards.")
    var activate = false

    func work(in world: World) async throws {
        let file = try source.read(Word.kind)
        let store = world.automations
        let actor = world.actor
        let id: AutomationID
        if replace, let draft = try await existing(file.name, in: world) {
            id = draft.automation.id
            try await store.save(file.definition, of: id, revision: draft.revision, by: actor)
            try await store.change(id, to: AutomationSettings(file), by: actor)
        } else {
            id = try await store.create(AutomationSettings(file), file.definition, by: actor)
        }
        if activate { try await store.activate(id, by: actor) }
        try await AutomationReport(world, json: options.json).show(id)
    }

    private func existing(_ name: String, in world: World) async throws -> AutomationDraft? {
        do {
            return try await world.automations.draft(Word.kind, named: name, for: world.actor)
        } catch AutomationError.unknown {
            return nil
        }
    }
}

struct CheckAutomation<Word: AutomationWord>: WorldCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: "Say what is wrong with a file, and change nothing.",
            discussion: "The exit code is 65 when the \(Word.kind.label) could not be activated as it is."
        )
    }

    static var needs: Permission { .manageAutomations }

    @OptionGroup var options: WorldOptions
    @OptionGroup var source: AutomationFileArgument

    func work(in world: World) async throws {
        let file = try source.read(Word.kind)
        let flaws = try await world.automations.flaws(of: file, for: world.actor)
        if options.json { try Console.say(json: flaws.map(FlawDocument.init)) }
        guard !flaws.contains(where: \.isError) else {
            throw CommandFailure(badInput: FlawedDefinition(file.kind, file.name, flaws).message)
        }
        if !options.json { for flaw in flaws { Console.say(flaw.line) } }
    }
}
