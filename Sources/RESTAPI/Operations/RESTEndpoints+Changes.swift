import Access
import Contacts
import Hummingbird

private struct ChangeBody: RequestBody {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case contact, mode, email, fields, emailStatus, mobileStatus, invalid, state, score, addTags, deleteTags
        case details, owner, restore, consent, startsAutomation
    }

    struct Tag: RequestBody {
        enum CodingKeys: String, CodingKey, CaseIterable {
            case name, score
        }

        let name: String
        let score: Int64?
    }

    /// What is known of where a consent comes from.
    struct Consent: RequestBody {
        enum CodingKeys: String, CodingKey, CaseIterable {
            case address, userAgent, text
        }

        let address: String?
        let userAgent: String?
        let text: String?
    }

    enum Mode: String, Decodable, Sendable {
        case add
        case change
        case addOrChange = "add-or-change"
    }

    let contact: NamedContact
    let mode: Mode?
    /// A new e-mail address.
    let email: String?
    /// Null or an empty text clears a field.
    let fields: [String: String?]?
    let emailStatus: String?
    let mobileStatus: String?
    let invalid: Bool?
    let state: String?
    let score: Int64?
    let addTags: [Strict<Tag>]?
    let deleteTags: [String]?
    /// Null or an empty text deletes a detail.
    let details: [String: String?]?
    /// The e-mail address of the user who becomes the main owner.
    let owner: String?
    /// Whether a removed contact comes back.
    let restore: Bool?
    let consent: Strict<Consent>?
    let startsAutomation: Bool?

    /// What shall be so, in order.
    func edits() throws -> [CardEdit] {
        var edits: [CardEdit] = []
        if let email { edits.append(.field(.email, email)) }
        for (word, text) in (fields ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let field = ProfileField(word: word), field != .email else {
                let words = ProfileField.allCases.filter { $0 != .email }.map(\.word).joined(separator: ", ")
                throw Problem.badValue("fields: \"\(word)\" is no field; there are \(words)")
            }
            edits.append(.field(field, text))
        }
        if let status = try Self.status(emailStatus, "emailStatus") { edits.append(.emailStatus(status)) }
        if let status = try Self.status(mobileStatus, "mobileStatus") { edits.append(.mobileStatus(status)) }
        if let invalid { edits.append(.invalid(invalid)) }
        if let state {
            guard let known = ContactState(word: state) else {
                let words = ContactState.allCases.map(\.word).joined(separator: ", ")
                throw Problem.badValue("state: \"\(state)\" is none; there are \(words)")
            }
            edits.append(.state(known))
        }
        if let score { edits.append(.score(try Self.score(score, "score"))) }
        for tag in (addTags ?? []).map(\.part) {
            edits.append(.addTag(try TagName(tag.name), score: try Self.score(tag.score ?? 1, "addTags")))
        }
        edits += try (deleteTags ?? []).map { .deleteTag(try TagName($0)) }
        for (name, text) in (details ?? [:]).sorted(by: { $0.key < $1.key }) {
            edits.append(.detail(try DetailName(name), text))
        }
        return edits
    }

    var upsertMode: ContactUpsert.Mode {
        switch mode {
        case .add: .add
        case .change: .change
        case .addOrChange, nil: .addOrChange
        }
    }

    var evidence: Evidence? {
        consent.map { Evidence(address: $0.part.address, userAgent: $0.part.userAgent, text: $0.part.text) }
    }

    private static func status(_ word: String?, _ name: String) throws -> MarketingStatus? {
        guard let word else { return nil }
        guard let status = MarketingStatus(word: word) else {
            throw Problem.badValue("\(name): \"\(word)\" is none; there are opted-in and opted-out")
        }
        return status
    }

    private static func score(_ score: Int64, _ name: String) throws -> Int64 {
        guard Contact.scores.contains(score) else {
            throw Problem.badValue("\(name): a score is a whole number of 32 bits")
        }
        return score
    }
}

private struct ChangedDocument: Encodable, Sendable {
    let id: String
    let email: String
    let isNew: Bool

    init(_ contact: UpsertedContact) {
        id = contact.id.description
        email = contact.email
        isNew = contact.isNew
    }
}

extension RESTEndpoints {
    func declareChanges(on operations: inout Operations<some RequestContext>) {
        operations.on(.post, "/contacts", needs: .editContacts) { call in
            let body = try await call.body(ChangeBody.self)
            let owner = try await user(body.owner)?.id
            let upsert = ContactUpsert(
                body.contact.reference,
                body.upsertMode,
                edits: try body.edits() + (owner.map { [.assignOwner($0, .main)] } ?? []),
                owner: owner,
                restoresRemoved: body.restore ?? false,
                evidence: body.evidence
            )
            let contact = try await ContactUpserting(database, time: time).run(
                upsert,
                cause: call.holder.cause(startsAutomation: body.startsAutomation ?? true),
                actor: call.actor
            )
            return ChangedDocument(contact)
        }
        operations.on(.delete, "/contacts/:id", needs: .editContacts) { call in
            let (id, isForGood) = (try call.contactID, try call.query("permanently")["permanently"])
            switch isForGood {
            case nil, "false":
                let removal = ContactUpsert(.id(id), .change, edits: [.remove])
                let upserting = ContactUpserting(database, time: time)
                _ = try await upserting.run(removal, cause: call.holder.cause(), actor: call.actor)
            case "true":
                try await ContactErasing(database, time: time)
                    .erase(.id(id), cause: call.holder.cause(), actor: call.actor)
            case let text?:
                throw Problem(.badRequest, "bad-parameter", "permanently must be true or false, and is \"\(text)\"")
            }
            return ["id": id.description]
        }
    }

    private func user(_ email: String?) async throws -> User? {
        guard let email else { return nil }
        guard let user = try await UserStore(database, time: time).user(email: email), user.isActive else {
            throw Problem.badValue("owner: there is no active user \(email)")
        }
        return user
    }
}
