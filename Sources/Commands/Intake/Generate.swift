import Access
import ArgumentParser
import Contacts
import Intake
import Storage

struct Generate: WorldCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill the base with made-up Polish, Czech, Hungarian and English contacts.",
        discussion: "The same seed makes the same people. Their addresses are reserved for examples; nobody is real."
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions

    @Option(help: "How many contacts.")
    var contacts: Int

    @Option(help: "What the people depend on.")
    var seed: UInt64 = 1

    @Flag(help: "Do nothing where contacts are there already.")
    var ifEmpty = false

    func validate() throws {
        guard (0...100_000_000).contains(contacts) else {
            throw ValidationError("--contacts must be from 0 to 100000000")
        }
    }

    private struct Answer: Encodable {
        let created: Int
    }

    func work(in world: World) async throws {
        let loader = SampleLoader(world.database, time: world.time)
        var created = contacts
        if ifEmpty, try await !loader.isEmpty {
            created = 0
        } else {
            let bar = ProgressBar("Making contacts")
            defer { bar.end() }
            do {
                try await loader.load(contacts, seed: seed, actor: world.actor.name) { bar.show($0, of: contacts) }
            } catch let error as StorageError where error.code == .conflict {
                throw CommandFailure(badInput: "people of seed \(seed) are there already; take another --seed")
            }
        }
        if options.json {
            try Console.say(json: Answer(created: created))
        } else {
            Console.say(created == 0 ? "contacts are there already" : "\(created.grouped) contacts created")
        }
    }
}
