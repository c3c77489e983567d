import Access
import Contacts
import Hummingbird
import Parsing
import Selections
import Storage
import Tracking

extension CompatibleEndpoints {
    /// The most contacts that one request may ask about.
    private static let lookLimit = 50

    func declareLooks(on methods: inout Methods<some RequestContext>) {
        methods.on("contact/hasContact", needs: .seeContacts, answers: ["result", "contactId"]) { call in
            let (contact, actor) = (try call.fields.contact(), call.actor)
            let id = try await database.read { connection -> ContactID? in
                let found = try ContactReader(connection).contact(contact, visibleTo: actor)
                // Who was removed is gone for integrations, until it is told of again.
                return found.flatMap { $0.removedAt == nil ? $0.id : nil }
            }
            return ["result": .flag(id != nil), "contactId": JSONValue(id?.description)]
        }
        methods.on("contact/basic", needs: .seeContacts, answers: ["contacts"]) { call in
            let contacts = try call.fields.texts("email").map { ContactReference.email(try EmailAddress($0)) }
            return ["contacts": try await basics(contacts, call)]
        }
        methods.on("contact/basicById", needs: .seeContacts, answers: ["contacts"]) { call in
            let contacts = try call.fields.texts("id").map { text in
                guard let id = ContactID(text) else { throw RequestError.unfit("id", "ids of contacts") }
                return ContactReference.id(id)
            }
            return ["contacts": try await basics(contacts, call)]
        }
        methods.on("contact/tags", "v2/contact/tags", needs: .seeContacts, answers: ["tags"]) { call in
            let suggestions = Suggestions(database, audiences: audiences)
            let tags = try await suggestions.tags(matching: "", limit: .max, reach: call.actor.reach)
            return [
                "tags": .list(
                    tags.filter { $0.contacts > 0 }.map {
                        .object(["tag": .text($0.name.text), "numberOfTagged": .integer(Int64($0.contacts))])
                    }
                )
            ]
        }
    }

    /// Unknown contacts are left out: clients turn an empty list into "not found".
    private func basics(_ contacts: [ContactReference], _ call: Call) async throws -> JSONValue {
        guard contacts.count <= Self.lookLimit else { throw RequestError.tooMany("contacts", limit: Self.lookLimit) }
        let actor = call.actor
        return try await database.read { connection in
            let reader = ContactReader(connection)
            let visits = VisitReader(connection)
            return .list(
                try contacts.compactMap { try reader.contact($0, visibleTo: actor) }.map { contact in
                    BasicContact.value(of: contact, lastVisit: try visits.span(of: contact.number)?.last)
                }
            )
        }
    }
}
