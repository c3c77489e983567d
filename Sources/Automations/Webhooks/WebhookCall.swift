import Contacts
import Foundation
import Storage

/// A call of another program that is due, with what is needed to make it.
struct WebhookCall: Sendable {
    let id: Int64
    let automation: Automation
    let version: Int64
    let node: NodeID
    let number: UInt32
    let attempts: Int64
    let url: String
    let body: Data

    /// The address without what may be secret in it.
    var place: String { String(url.prefix { $0 != "?" && $0 != "#" }) }
}

/// What another program is told: which automation calls, and about whom.
///
/// It is put together when the call is made, so that the queue holds nothing personal.
struct WebhookBody: Encodable {
    struct Source: Encodable {
        let kind: String
        let name: String
        let node: Int64
    }

    struct Person: Encodable {
        let id: String
        let email: String
        let fields: [String: String]
        let emailStatus: String
        let invalid: Bool
        let mobileStatus: String
        let state: String
        let score: Int64
        let tags: [String]
        let details: [String: String]
    }

    /// The number of the call, the same however often it is tried.
    let call: Int64
    let madeAt: Date
    let automation: Source
    let contact: Person

    /// Gathers what there is to tell.
    ///
    /// - Returns: Nothing where the contact is not there any more, or was deleted on its card.
    /// - Throws: `StorageError`.
    init?(
        call: Int64,
        madeAt: Int64,
        _ automation: Automation,
        _ node: NodeID,
        _ number: UInt32,
        _ connection: any Connection
    ) throws {
        let reader = ContactReader(connection)
        guard let contact = try reader.contact(number), contact.removedAt == nil else { return nil }
        self.call = call
        self.madeAt = Date(milliseconds: madeAt)
        self.automation = Source(kind: automation.kind.rawValue, name: automation.name, node: node.number)
        let fields = contact.fields.filter { $0.key != .email }.map { ($0.key.word, $0.value) }
        self.contact = Person(
            id: contact.id.description,
            email: contact.email,
            fields: Dictionary(fields) { first, _ in first },
            emailStatus: contact.emailStatus.word,
            invalid: contact.isInvalid,
            mobileStatus: contact.mobileStatus.word,
            state: contact.state.word,
            score: contact.score,
            tags: try reader.tags(of: number).map(\.name.text),
            details: Dictionary(try reader.details(of: number).map { ($0.name.text, $0.value) }) { first, _ in first }
        )
    }

    /// The body in JSON.
    var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            return try encoder.encode(self)
        }
    }
}
