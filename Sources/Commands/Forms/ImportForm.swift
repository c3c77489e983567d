import Access
import ArgumentParser
import Contacts
import Forms

struct ImportForm: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a form from a file, or change the one of its name."
    )

    static let needs = Permission.manageForms

    @OptionGroup var options: WorldOptions

    @Argument(
        help: ArgumentHelp(
            "The file, in YAML or JSON; - reads standard input. docs/forms.md says what it holds.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var path: String

    @Flag(help: "Make a new version of the form that has the name already.")
    var replace = false

    @Flag(help: "Let people sign up with it from now on.")
    var activate = false

    func work(in world: World) async throws {
        let text = try TextFile(path).read()
        let file: FormFile
        do throws(FormError) {
            file = try FormFile(yaml: text)
        } catch {
            throw CommandFailure(badInput: "\(path): \(error.message)")
        }
        let id: FormID
        if replace, let form = try await existing(file.name, in: world) {
            id = form.id
            try await world.forms.change(id, to: file.definition, from: nil, by: world.actor)
        } else {
            id = try await world.forms.create(file.name, file.definition, by: world.actor)
        }
        if activate { try await world.forms.set(.active, of: id) }
        guard let form = try await world.forms.form(id) else { throw FormError.unknown(file.name) }
        try await FormReport(world, json: options.json).show(form)
    }

    private func existing(_ name: String, in world: World) async throws -> SignUpForm? {
        do {
            return try await world.forms.form(named: name)
        } catch FormError.unknown {
            return nil
        }
    }
}
