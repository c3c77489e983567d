import Access
import ArgumentParser
import Contacts
import Foundation
import Intake

struct Import: WorldCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the contacts of a CSV file into the base.",
        discussion: """
            Knows the export files of many products by their columns; docs/import.md lists them. Rows that cannot be imported \
            go to FILE.rejects.csv with the reason; the rest is imported. A column that may say who agreed to messages, and \
            that nothing explains, stops the import before it begins.
            """
    )

    static let needs = Permission.addContacts

    @OptionGroup var options: WorldOptions
    @OptionGroup var reading: ImportReadingOptions
    @OptionGroup var rules: ImportRuleOptions

    @Argument(help: "The file.", completion: .file(extensions: ["csv", "txt", "tsv"]))
    var file: String

    @Flag(help: "Find out exactly what the import would do, and write nothing but the file of rejects.")
    var dryRun = false

    private struct Answer: Encodable {
        let file: String
        let dryRun: Bool
        let rows: Int
        let created: Int
        let updated: Int
        let unchanged: Int
        let rejected: Int
        let rejects: String?
        let leftOut: [String]
        let preset: String
        let recognisedBy: [String]
    }

    /// What `--json` prints of an import that did not begin.
    private struct Refusal: Encodable {
        struct Column: Encodable {
            let name: String
            let position: Int
            let value: String?
            let line: Int?
        }

        let file: String
        let error: String
        /// Columns that may deny a consent and that `--map` must explain.
        let unexplained: [Column]

        init(_ columns: [ConsentColumn], _ message: String, file: String) {
            self.file = file
            error = message
            unexplained = columns.map {
                Column(name: $0.name, position: $0.position, value: $0.evidence?.value, line: $0.evidence?.line)
            }
        }
    }

    func work(in world: World) async throws {
        let file = try reading.file(at: file)
        do {
            try report(try await result(file, in: world), file)
        } catch let error as MappingError {
            if options.json, case .unexplainedConsent(let columns) = error {
                try Console.say(json: Refusal(columns, error.message, file: file.path))
            }
            throw error
        }
    }

    private func result(_ file: ImportFile, in world: World) async throws -> ImportResult {
        let importOptions = try await rules.options(in: world)
        let importer = Importer(world.database, time: world.time)
        if dryRun { return try await importer.dryRun(file, importOptions, actor: world.actor.name) }
        let size = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? 0
        let bar = ProgressBar("Importing")
        defer { bar.end() }
        return try await importer.run(file, importOptions, actor: world.actor.name) { bar.show($0, of: size) }
    }

    private func report(_ result: ImportResult, _ file: ImportFile) throws {
        let summary = result.summary
        let rejects = summary.rejected > 0 ? file.rejectsPath : nil
        if options.json {
            try Console.say(
                json: Answer(
                    file: file.path,
                    dryRun: dryRun,
                    rows: summary.rows,
                    created: summary.created,
                    updated: summary.updated,
                    unchanged: summary.unchanged,
                    rejected: summary.rejected,
                    rejects: rejects,
                    leftOut: result.description.leftOut.map(\.name),
                    preset: result.description.preset.word,
                    recognisedBy: result.description.recognisedBy
                )
            )
            return
        }
        Console.say(
            """
            \(dryRun ? "Nothing was written. The import would give:\n" : "")\
            \(summary.rows.grouped) rows: \(summary.created.grouped) created, \(summary.updated.grouped) updated, \
            \(summary.unchanged.grouped) unchanged, \(summary.rejected.grouped) rejected
            """
        )
        let preset = result.description.preset
        if !result.description.recognisedBy.isEmpty {
            let columns = result.description.recognisedBy.map { "“\($0)”" }.joined(separator: ", ")
            Console.say("Read as a file of \(preset.title), known by its columns \(columns); --preset says otherwise")
        }
        if let rejects { Console.say("The rejected rows and why: \(rejects)") }
        if let text = LeftOutText(result.description.leftOut) { Console.say(text.text) }
    }
}
