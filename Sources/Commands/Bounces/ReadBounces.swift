import Access
import ArgumentParser
import Contacts
import Foundation
import Messaging

struct ReadBounces: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Handle the reports in a folder: a Maildir, or files that end in .eml.",
        discussion: """
            What was handled goes to the folder done in it, what somebody should look at to unclear. The same report \
            counts once, however often it is read.
            """
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions

    @Argument(help: "The folder.", completion: .directory)
    var folder: String

    private struct Answer: Encodable {
        let reports: Int
        let markedInvalid: Int
        let counted: Int
        let optedOut: Int
        let noted: Int
        let unclear: Int
    }

    func work(in world: World) async throws {
        let reader = BounceFolder(URL(filePath: folder), desk: world.bounceDesk)
        let tally = try await reader.read()
        guard options.json else {
            Console.say(
                """
                \(tally.total.counted("report")): \(tally.markedInvalid.grouped) marked an address invalid, \
                \(tally.counted.grouped) counted as soft bounces, \(tally.optedOut.grouped) opted a contact out, \
                \(tally.noted.grouped) changed nothing, \(tally.unclear.grouped) put aside
                """
            )
            return
        }
        try Console.say(
            json: Answer(
                reports: tally.total,
                markedInvalid: tally.markedInvalid,
                counted: tally.counted,
                optedOut: tally.optedOut,
                noted: tally.noted,
                unclear: tally.unclear
            )
        )
    }
}
