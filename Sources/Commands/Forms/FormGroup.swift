import ArgumentParser

struct FormGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "form",
        abstract: "List, show, export or import the forms on which people sign up.",
        subcommands: [ListForms.self, ShowForm.self, ExportForm.self, ImportForm.self],
        defaultSubcommand: ListForms.self
    )
}
