import Access
import Actions
import Contacts
import Executions
import Storage

/// Prints previews.
struct PreviewReport {
    private let world: World
    private let json: Bool

    init(_ world: World, json: Bool) {
        self.world = world
        self.json = json
    }

    func show(_ preview: Preview, title: String) async throws {
        let actor = world.actor
        let (users, funnels, automations) = try await world.database.read {
            (try UserDirectory($0).names(), try FunnelReader($0).all(), try AutomationReader($0).all(visibleTo: actor))
        }
        let words = { (change: SampleChange) in
            ChangeWords(
                change.facet,
                from: change.old,
                to: change.new,
                for: actor.name,
                users: users,
                funnels: funnels,
                automations: automations
            )
        }
        if json {
            try Console.say(json: PreviewDocument(preview, words: words))
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
                let words = words(change)
                Console.say("    \(words.subject): \(words.before) → \(words.after)")
            }
        }
    }
}

/// A preview as JSON shows it.
private struct PreviewDocument: Encodable {
    struct Sample: Encodable {
        let id: String
        let email: String
        let changes: [SampleChangeDocument]
    }

    struct SampleChangeDocument: Encodable {
        let subject: String
        let before: String
        let after: String
    }

    let contacts: Int
    let actions: [ActionDocument]
    let samples: [Sample]

    init(_ preview: Preview, words: (SampleChange) -> ChangeWords) {
        contacts = preview.contacts
        actions = preview.actions.map { ActionDocument($0.action, $0.outcome) }
        samples = preview.samples.map { sample in
            Sample(
                id: sample.contact.id.description,
                email: sample.contact.email,
                changes: sample.changes.map { change in
                    let words = words(change)
                    return SampleChangeDocument(subject: words.subject, before: words.before, after: words.after)
                }
            )
        }
    }
}
