import ArgumentParser
import Automations
import Contacts

/// A file with a rule or workflow that a command takes.
struct AutomationFileArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The file, in YAML or JSON; - reads standard input. docs/automation.md says what it holds.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var path: String

    /// Reads the file.
    ///
    /// - Throws: `CommandFailure`, which names the file, when it cannot be read or holds something else.
    func read(_ kind: AutomationKind) throws -> AutomationFile {
        let text = try TextFile(path).read()
        do {
            let file = try AutomationFile(yaml: text)
            guard file.kind == kind else {
                throw CommandFailure(
                    badInput: "\(path): this is a \(file.kind.label): use \"kartoteka \(file.kind.label)\""
                )
            }
            return file
        } catch let error as DefinitionError {
            throw CommandFailure(badInput: "\(path): \(error.message)")
        }
    }
}
