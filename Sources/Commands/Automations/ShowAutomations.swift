import Access
import ArgumentParser
import Automations
import Contacts

struct ListAutomations<Word: AutomationWord>: WorldCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: "List \(Word.kind.label)s with their states.")
    }

    static var needs: Permission { .runActions }

    @OptionGroup var options: WorldOptions

    func work(in world: World) async throws {
        let automations = try await world.automations.all(Word.kind, for: world.actor)
        if options.json {
            try Console.say(json: automations.map(AutomationDocument.init))
        } else {
            for automation in automations { Console.say(automation.line) }
        }
    }
}

struct ShowAutomation<Word: AutomationWord>: WorldCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: "Show a \(Word.kind.label): its state, its limits, and what is wrong with its draft."
        )
    }

    static var needs: Permission { .runActions }

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the \(Word.kind.label).") var name: String

    func work(in world: World) async throws {
        let draft = try await world.automations.draft(Word.kind, named: name, for: world.actor)
        try await AutomationReport(world, json: options.json).show(draft.automation.id)
    }
}

struct ExportAutomation<Word: AutomationWord>: WorldCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "export",
            abstract: "Print a \(Word.kind.label) as a file, in YAML or with --json in JSON."
        )
    }

    static var needs: Permission { .runActions }

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the \(Word.kind.label).") var name: String

    func work(in world: World) async throws {
        let file = try await world.automations.draft(Word.kind, named: name, for: world.actor).file
        if options.json {
            try Console.say(json: file)
        } else {
            Console.say(String(try file.yamlText.drop(while: \.isNewline).trimmingSuffix(while: \.isNewline)))
        }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while isUnwanted: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, isUnwanted(last) { rest.removeLast() }
        return rest
    }
}
