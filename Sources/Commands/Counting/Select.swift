import Access
import ArgumentParser
import Bitmaps
import Contacts
import RESTAPI
import Selections
import Storage

struct Select: WorldCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the contacts of a selection, one e-mail address a line."
    )

    static let needs = Permission.exportContacts

    @OptionGroup var options: WorldOptions
    @OptionGroup var selected: SelectionArguments

    @Option(help: "At most so many contacts.")
    var limit: Int?

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit must not be negative") }
    }

    func work(in world: World) async throws {
        let audience = try await world.audiences.resolve(
            try selected.selection,
            reach: world.actor.reach,
            patience: .unlimited
        )
        let total = min(limit ?? .max, audience.count)
        let page = 1_000
        var isFirst = true
        if options.json { Console.say("[") }
        for offset in stride(from: 0, to: total, by: page) {
            let numbers = audience.numbers(from: offset, limit: min(page, total - offset))
            let contacts = try await world.database.read { try ContactReader($0).contacts(numbers) }
            for contact in contacts {
                if options.json {
                    // Somebody may delete contacts meanwhile, so which one is the last is not known before.
                    Console.say((isFirst ? " " : ",") + (try ContactDocument(contact).line))
                    isFirst = false
                } else {
                    Console.say(contact.email)
                }
            }
        }
        if options.json { Console.say("]") }
    }
}
