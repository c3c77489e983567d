import Actions
import Contacts
import Executions
import RESTAPI

/// Prints previews.
struct PreviewReport {
    private let world: World
    private let json: Bool

    init(_ world: World, json: Bool) {
        self.world = world
        self.json = json
    }

    func show(_ preview: Preview, title: String) async throws {
        let words = try await PreviewWords(for: world.actor, in: world.database)
        if json {
            try Console.say(json: PreviewDocument(preview, words: words.words(of:)))
            return
        }
        Console.say("\(title): \(preview.contacts.grouped) contacts")
        for line in preview.actions {
            let outcome = OutcomeText(line.outcome, of: line.action).text
            Console.say("  \(line.action.letter)  \(line.action.summary): \(outcome)")
        }
        for sample in preview.samples {
            Console.say()
            Console.say("  \(sample.contact.email)")
            for change in sample.changes {
                let words = words.words(of: change)
                Console.say("    \(words.subject): \(words.before) → \(words.after)")
            }
        }
    }
}
