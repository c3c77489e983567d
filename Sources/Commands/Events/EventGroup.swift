import Access
import ArgumentParser
import Contacts
import Selections

struct EventGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "event",
        abstract: "Record what contacts did elsewhere, such as purchases.",
        subcommands: [RecordEvent.self]
    )
}

struct RecordEvent: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record an external event of a contact, from which rules and workflows may start."
    )

    static let needs = Permission.editContacts

    @OptionGroup var options: WorldOptions
    @Option(help: "The e-mail address of the contact.") var email: String
    @Option(help: "What happened, such as PURCHASE.") var type: String
    @Option(help: "What it is worth, such as 12.50.") var value: Double?
    @Option(help: "What happened, in words.") var description: String?

    @Option(
        help: ArgumentHelp(
            "When it happened, such as 2026-12-01T09:00:00+01:00.",
            discussion: "Without it, now.",
            valueName: "time"
        )
    )
    var at: String?

    @Flag(help: "Start no rule and no workflow from it.")
    var noAutomation = false

    private struct Answer: Encodable {
        let contact: String
        let email: String
        let type: String
        let at: String
        let value: Double?
        let description: String?
        let automation: Bool
    }

    func work(in world: World) async throws {
        let event = try ExternalEvent(type: type, at: try instant, description: description, value: value)
        let recording = EventRecording(world.database, time: world.time)
        let (contact, kept) = try await recording.record(
            event,
            of: .email(try address),
            cause: Cause(noAutomation ? .quietAPI : .api, actor: world.actor.name),
            actor: world.actor
        )
        guard options.json else {
            Console.say("\(kept.subject) recorded for \(contact.email)")
            return
        }
        try Console.say(
            json: Answer(
                contact: contact.id.description,
                email: contact.email,
                type: kept.subject,
                at: kept.at.instant,
                value: kept.value,
                description: kept.description,
                automation: !noAutomation
            )
        )
    }

    private var address: EmailAddress {
        get throws {
            do throws(EmailAddressError) {
                return try EmailAddress(email)
            } catch {
                throw CommandFailure(
                    badInput: "\"\(email)\" is not an e-mail address: write one such as anna@example.com"
                )
            }
        }
    }

    private var instant: Int64? {
        get throws {
            guard let at else { return nil }
            guard case .instant(let instant)? = try? DatePoint(text: at) else {
                throw CommandFailure(
                    badInput: "\"\(at)\" is not a time: write one with its offset, such as 2026-12-01T09:00:00+01:00"
                )
            }
            return instant
        }
    }
}
