import Access
import ArgumentParser
import Contacts
import Foundation
import Intake

struct Import: WorldCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the contacts of a CSV file into the base.",
        discussion: """
            Knows the export files of SALESmanago, Mailchimp, HubSpot, Mautic, listmonk and Google Contacts. Rows that cannot \
            be imported go to FILE.rejects.csv with the reason; the rest is imported. docs/import.md has all of it.
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
    }

    func work(in world: World) async throws {
        let file = try reading.file(at: file)
        let importOptions = try await rules.options(in: world)
        let importer = Importer(world.database, time: world.time)
        let result: ImportResult
        if dryRun {
            result = try await importer.dryRun(file, importOptions, actor: world.actor.name)
        } else {
            let size = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? 0
            let bar = ProgressBar("Importing")
            defer { bar.end() }
            result = try await importer.run(file, importOptions, actor: world.actor.name) {
                bar.show($0, of: size)
            }
        }
        try report(result, file)
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
                    leftOut: result.leftOut.map(\.name)
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
        if let rejects { Console.say("The rejected rows and why: \(rejects)") }
        if let text = LeftOutText(result.leftOut) { Console.say(text.text) }
    }
}
