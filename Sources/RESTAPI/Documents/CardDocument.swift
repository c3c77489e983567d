import Access
import Contacts
import Storage

/// All that is known of one contact, as JSON shows it.
struct CardDocument: Encodable, Sendable {
    struct Tag: Encodable, Sendable {
        let name: String
        let score: Int64
        let addedAt: String
    }

    struct Owner: Encodable, Sendable {
        let email: String?
        let level: String
        let since: String
    }

    struct Stage: Encodable, Sendable {
        let funnel: String
        let stage: String
        let since: String
        let value: Int64?
    }

    let contact: ContactDocument
    let tags: [Tag]
    let details: [String: String]
    /// The main owner first.
    let owners: [Owner]
    let stages: [Stage]
    let coupons: [CouponDocument]

    /// Reads the card of a contact.
    ///
    /// - Throws: `StorageError`.
    init(_ contact: Contact, in connection: any Connection, now: Int64) throws {
        let reader = ContactReader(connection)
        let users = try UserDirectory(connection).names()
        let funnels = try FunnelReader(connection).all()
        self.contact = ContactDocument(contact)
        tags = try reader.tags(of: contact.number).map {
            Tag(name: $0.name.text, score: $0.score, addedAt: $0.addedAt.instant)
        }
        details = Dictionary(
            uniqueKeysWithValues: try reader.details(of: contact.number).map { ($0.name.text, $0.value) }
        )
        owners = try reader.owners(of: contact.number).owners.sorted { $0.level > $1.level }.map {
            Owner(email: users[$0.user], level: $0.level.word, since: $0.since.instant)
        }
        stages = try reader.stages(of: contact.number).compactMap { place in
            guard let funnel = funnels.first(where: { $0.id == place.funnel }),
                let stage = funnel.stage(place.stage)
            else { return nil }
            return Stage(
                funnel: funnel.name,
                stage: stage.name,
                since: place.since.instant,
                value: place.value
            )
        }
        coupons = try reader.coupons(of: contact.number).map { CouponDocument($0, at: now) }
    }
}
