import Access
import ArgumentParser
import Contacts
import Forms

struct ListForms: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List forms with their states, addresses and numbers."
    )

    static let needs = Permission.manageForms

    @OptionGroup var options: WorldOptions

    func work(in world: World) async throws {
        try await FormReport(world, json: options.json).list(try await world.forms.all())
    }
}

struct ShowForm: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a form: its state, its numbers, what it asks and says."
    )

    static let needs = Permission.manageForms

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the form.") var name: String

    func work(in world: World) async throws {
        try await FormReport(world, json: options.json).show(try await world.forms.form(named: name))
    }
}

struct ExportForm: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print a form as a file, in YAML or with --json in JSON."
    )

    static let needs = Permission.manageForms

    @OptionGroup var options: WorldOptions
    @Argument(help: "The name of the form.") var name: String

    func work(in world: World) async throws {
        let form = try await world.forms.form(named: name)
        let file = FormFile(name: form.name, definition: form.definition)
        if options.json {
            try Console.say(json: file)
        } else {
            Console.say(try file.yamlText.trimmed)
        }
    }
}
