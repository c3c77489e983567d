import Access
import Contacts
import Forms
import Hummingbird
import Parsing

extension CompatibleEndpoints {
    func declareUpserts(on methods: inout Methods<some RequestContext>) {
        let keys = ["contactId", "externalId"]
        for (path, mode) in [
            ("contact/insert", ContactUpsert.Mode.add), ("contact/update", .change), ("contact/upsert", .addOrChange),
        ] {
            methods.on(path, needs: mode == .change ? .editContacts : .addContacts, answers: keys) { call in
                let isAsked = try call.fields.asksForConsent()
                let upsert = try call.fields.upsert(mode, owner: call.owner.id, isAsked: isAsked)
                if isAsked { try await asking.check() }
                let contact = try await upserting.run(upsert, cause: call.cause, actor: call.actor)
                if isAsked { try await ask(contact.id, call) }
                return ["contactId": .text(contact.id.description), "externalId": JSONValue(contact.externalID)]
            }
        }
        methods.on("email/sendConfirmation", needs: .editContacts) { call in
            let language = try call.fields.text("lang")
            let contact = try call.fields.contact()
            try await asking.ask(contact, language: language, cause: call.cause, actor: call.actor)
            return [:]
        }
        methods.on("contact/batchupsert", needs: .addContacts, answers: ["contactIds"]) { try await batch($0) }
    }

    private var asking: ConsentAsking { ConsentAsking(database, time: time) }

    private func ask(_ id: ContactID, _ call: Call) async throws {
        let language = try call.fields.text("lang")
        try await asking.ask(.id(id), language: language, cause: call.cause, actor: call.actor)
    }

    /// Carries out all or, where something is wrong with one, nothing: the answer has no place to say which one.
    private func batch(_ call: Call) async throws -> [String: JSONValue] {
        let details = try call.fields.objects("upsertDetails")
        guard !details.isEmpty else { throw RequestError.missing("upsertDetails") }
        guard details.count <= Fields.contactLimit else {
            throw RequestError.tooMany("upsertDetails", limit: Fields.contactLimit)
        }
        let usually = try call.fields.asksForConsent()
        let asks = try details.map { try $0.asksForConsent(usually: usually) }
        if asks.contains(true) { try await asking.check() }
        var upserts: [ContactUpsert] = []
        for (index, detail) in details.enumerated() {
            do {
                let upsert = try detail.upsert(.addOrChange, owner: call.owner.id, isAsked: asks[index])
                upserts.append(upsert)
            } catch let error as any ExplainedError {
                throw RequestError.refused("upsertDetails, entry \(index + 1): \(error.message)")
            }
        }
        let results = try await upserting.run(upserts, cause: call.cause, actor: call.actor)
        for (contact, isAsked) in zip(results, asks) where isAsked { try await ask(contact.id, call) }
        let ids = results.map { ($0.email, JSONValue.text($0.id.description)) }
        return ["contactIds": .object(Dictionary(ids) { _, last in last })]
    }
}
