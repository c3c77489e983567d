import ArgumentParser
import Executions
import Foundation

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
        let data: Data?
        if path == "-" {
            data = try FileHandle.standardInput.readToEnd()
        } else {
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw CommandFailure(unavailable: "there is no file \(path) that can be read")
            }
            data = FileManager.default.contents(atPath: path)
        }
        guard let data, let text = String(data: data, encoding: .utf8) else {
            throw CommandFailure(badInput: "\(path): the file is not UTF-8 text")
        }
        do {
            return try Plan(yaml: text)
        } catch {
            throw CommandFailure(badInput: "\(path): \(error.message)")
        }
    }
}
