import ArgumentParser
import Executions

/// A plan file that a command takes.
struct PlanFile: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The plan, in YAML or JSON; - reads standard input. docs/plan-files.md says what it holds.",
            valueName: "plan"
        ),
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var path: String

    /// Reads the plan.
    ///
    /// - Throws: `CommandFailure`, which names the file, when it cannot be read or is no plan.
    func read() throws -> Plan {
        let text = try TextFile(path).read()
        do {
            return try Plan(yaml: text)
        } catch {
            throw CommandFailure(badInput: "\(path): \(error.message)")
        }
    }
}
