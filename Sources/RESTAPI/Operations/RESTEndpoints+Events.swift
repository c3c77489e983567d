import Access
import Contacts
import Hummingbird

private struct EventBody: RequestBody {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case contact, type, at, value, description, startsAutomation
    }

    let contact: NamedContact
    let type: String
    /// When it happened; nothing means now.
    let at: Instant?
    let value: Double?
    let description: String?
    /// Whether rules and workflows may start from it; they do unless this says no.
    let startsAutomation: Bool?
}

private struct EventDocument: Encodable, Sendable {
    let contact: ContactDocument
    let type: String
    let at: String
    let value: Double?
    let description: String?
}

extension RESTEndpoints {
    func declareEvents(on operations: inout Operations<some RequestContext>) {
        operations.on(.post, "/events", needs: .editContacts, status: .created) { call in
            let body = try await call.body(EventBody.self)
            let told = try ExternalEvent(
                type: body.type,
                at: body.at?.milliseconds,
                description: body.description,
                value: body.value
            )
            let (contact, event) = try await EventRecording(database, time: time).record(
                told,
                of: body.contact.reference,
                cause: call.holder.cause(startsAutomation: body.startsAutomation ?? true),
                actor: call.actor
            )
            return EventDocument(
                contact: ContactDocument(contact),
                type: event.subject,
                at: event.at.instant,
                value: event.value,
                description: event.description
            )
        }
    }
}
