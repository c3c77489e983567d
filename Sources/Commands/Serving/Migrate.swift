import Access
import ArgumentParser
import Contacts
import Foundation
import Storage

struct Migrate: WorldCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database to the schema of this program, and set its time zone.",
        discussion: "Every command brings the schema up to date before it works; this one does nothing else."
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions

    @Option(
        help: ArgumentHelp(
            "The time zone of the workspace, whose days selections and pages mean, such as Europe/Warsaw.",
            valueName: "zone"
        )
    )
    var timeZone: String?

    private struct Answer: Encodable {
        let database: String
        let timeZone: String
    }

    func work(in world: World) async throws {
        if let timeZone {
            guard let zone = TimeZone(identifier: timeZone) else {
                throw CommandFailure(badInput: "there is no time zone \(timeZone); write one such as Europe/Warsaw")
            }
            try await world.database.write { try Workspace.set(zone, in: $0) }
            world.record(.settingChanged(name: "time-zone"))
        }
        let zone = try await world.database.read { try Workspace.timeZone(in: $0).identifier }
        if options.json {
            try Console.say(json: Answer(database: world.address.description, timeZone: zone))
        } else {
            Console.say("\(world.address) is up to date; its time zone is \(zone)")
        }
    }
}
