import Access
import ArgumentParser
import Contacts
import Storage

struct ShowConsents: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "consents",
        abstract: "Show when, how and to what a contact consented."
    )

    static let needs = Permission.seeContacts

    @OptionGroup var options: WorldOptions
    @Argument(help: "The e-mail address of the contact.") var email: String

    func work(in world: World) async throws {
        let actor = world.actor
        let address = try? EmailAddress(email)
        let found = try await world.database.read { connection -> (contact: Contact, entries: [ConsentEntry])? in
            let reader = ContactReader(connection)
            guard let address, let number = try reader.number(of: address),
                let contact = try reader.contact(number),
                try reader.number(of: contact.id, visibleTo: actor) != nil
            else { return nil }
            return (contact, try ConsentRecord(connection).entries(of: number, visibleTo: actor))
        }
        guard let found else {
            throw CommandFailure(badInput: "there is no contact \(email): check the address")
        }
        guard !options.json else { return try Console.say(json: ConsentDocument(found.contact, found.entries)) }
        for entry in found.entries {
            let source = [entry.cause.kind.rawValue, entry.cause.id.map { "\($0)" }, entry.cause.text]
                .compactMap(\.self).joined(separator: " ")
            let proofs = (entry.evidence?.parts ?? []) + (entry.wording.map { ["shown: \($0)"] } ?? [])
            let line = "\(entry.at.instant)  \(entry.label): \(entry.words), \(source), by \(entry.cause.actor)"
            Console.say(([line] + proofs.map { "    \($0)" }).joined(separator: "\n"))
        }
    }
}
