import Access
import ArgumentParser
import Contacts
import Selections

struct Count: WorldCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print how many contacts a selection has, as a bare number."
    )

    static let needs = Permission.seeContacts

    @OptionGroup var options: WorldOptions
    @OptionGroup var selected: SelectionArguments

    private struct Answer: Encodable {
        let count: Int
        let query: String
    }

    func work(in world: World) async throws {
        let selection = try selected.selection
        let count = try await world.audiences.count(selection, reach: world.actor.reach, patience: .unlimited)
        if options.json {
            try Console.say(json: Answer(count: count, query: selection.queryText))
        } else {
            Console.say(String(count))
        }
    }
}
