import Access
import Bitmaps
import Contacts
import Hummingbird
import Selections
import Storage

/// A selection, as plans have it.
private struct SelectBody: RequestBody {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case select
    }

    let select: Selection?
}

private struct CountDocument: Encodable, Sendable {
    let count: Int
    /// The selection as one query.
    let query: String
}

/// Names a contact by its address, which therefore stands in no log of addresses of pages.
private struct LookupBody: RequestBody {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case email
    }

    let email: String
}

private struct ContactPage: Encodable, Sendable {
    /// How many contacts the whole selection has.
    let count: Int
    let contacts: [ContactDocument]
    /// What `after` must be for those that follow; nothing at the end.
    let next: String?
}

extension RESTEndpoints {
    /// How many contacts a page has at most.
    private static let pageSizes = 1...1_000

    func declareContacts(on operations: inout Operations<some RequestContext>) {
        operations.on(.post, "/count", needs: .seeContacts) { call in
            let selection = try await call.body(SelectBody.self).select ?? Selection()
            let count = try await audiences.count(selection, reach: call.actor.reach)
            return CountDocument(count: count, query: selection.queryText)
        }
        operations.on(.get, "/contacts", needs: .exportContacts) { try await page($0) }
        operations.on(.post, "/contacts/lookup", needs: .seeContacts) { call in
            try await card(.email(EmailAddress(try await call.body(LookupBody.self).email)), for: call.actor)
        }
        operations.on(.get, "/contacts/:id", needs: .seeContacts) { call in
            try await card(.id(try call.contactID), for: call.actor)
        }
        operations.on(.get, "/contacts/:id/consents", needs: .seeContacts) { call in
            let (id, actor) = (try call.contactID, call.actor)
            return try await database.read { connection in
                let contact = try ContactReader(connection).existing(.id(id), visibleTo: actor)
                let entries = try ConsentRecord(connection).entries(of: contact.number, visibleTo: actor)
                return ConsentDocument(contact, entries)
            }
        }
    }

    private func page(_ call: Call) async throws -> ContactPage {
        let parameters = try call.query("query", "after", "limit")
        let limit = try parameters.limit(Self.pageSizes, usually: 100)
        let after = try parameters.position("after", of: "contacts")
        let selection = try Selection(query: parameters["query"] ?? "all")
        let audience = try await audiences.resolve(selection, reach: call.actor.reach)
        let start = after.map { audience.rank(of: UInt32(clamping: $0)) } ?? 0
        let numbers = audience.numbers(from: start, limit: limit)
        let contacts = try await database.read { try ContactReader($0).contacts(numbers) }
        return ContactPage(
            count: audience.count,
            contacts: contacts.map(ContactDocument.init),
            next: start + numbers.count < audience.count ? numbers.last.map(String.init) : nil
        )
    }

    private func card(_ reference: ContactReference, for actor: Actor) async throws -> CardDocument {
        let now = time.now
        return try await database.read { connection in
            let contact = try ContactReader(connection).existing(reference, visibleTo: actor)
            return try CardDocument(contact, in: connection, now: now)
        }
    }
}

extension ContactReader {
    /// The contact that a reference names, which must be within the actor's reach.
    ///
    /// - Throws: `ContactReferenceError.unknown`.
    fileprivate func existing(_ reference: ContactReference, visibleTo actor: Actor) throws -> Contact {
        guard let contact = try contact(reference, visibleTo: actor) else {
            throw ContactReferenceError.unknown(reference)
        }
        return contact
    }
}
