import Access
import Actions
import ArgumentParser
import Contacts
import Executions
import Storage

struct PreviewPlan: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show exactly what a plan would do, to whom, and who is skipped and why; writes nothing."
    )

    static let needs = Permission.runActions

    @OptionGroup var options: WorldOptions
    @OptionGroup var file: PlanFile

    @Option(help: "How many contacts to show before and after.")
    var samples = 5

    func validate() throws {
        guard (0...1_000).contains(samples) else { throw ValidationError("--samples must be from 0 to 1000") }
    }

    func work(in world: World) async throws {
        let plan = try file.read()
        let preview = try await world.previewer.preview(plan, actor: world.actor, samples: samples)
        let users = try await world.database.read { try UserDirectory($0).names() }
        if options.json {
            try Console.say(json: PreviewDocument(preview) { Self.words($0, world.actor, users) })
            return
        }
        Console.say("\(plan.name): \(preview.contacts.grouped) contacts")
        for line in preview.actions {
            Console.say("  \(line.action.letter)  \(line.action.summary): \(OutcomeText(line.outcome).text)")
        }
        for sample in preview.samples {
            Console.say()
            Console.say("  \(sample.contact.email)")
            for change in sample.changes {
                let words = Self.words(change, world.actor, users)
                Console.say("    \(words.subject): \(words.before) → \(words.after)")
            }
        }
    }

    private static func words(_ change: SampleChange, _ reader: Actor, _ users: [UserID: String]) -> ChangeWords {
        ChangeWords(change.facet, from: change.old, to: change.new, for: reader.name, users: users)
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
