import Access
import Contacts
import Hummingbird

extension CompatibleEndpoints {
    func declareUpserts(on methods: inout Methods<some RequestContext>) {
        let keys = ["contactId", "externalId"]
        for (path, mode) in [
            ("contact/insert", ContactUpsert.Mode.add), ("contact/update", .change), ("contact/upsert", .addOrChange),
        ] {
            methods.on(path, needs: mode == .change ? .editContacts : .addContacts, answers: keys) { call in
                let upsert = try call.fields.upsert(mode, owner: call.owner.id)
                let contact = try await upserting.run(upsert, cause: call.cause, actor: call.actor)
                return ["contactId": .text(contact.id.description), "externalId": JSONValue(contact.externalID)]
            }
        }
        methods.on("contact/batchupsert", needs: .addContacts, answers: ["contactIds"]) { try await batch($0) }
    }

    /// Carries out all or, where something is wrong with one, nothing: the answer has no place to say which one.
    private func batch(_ call: Call) async throws -> [String: JSONValue] {
        let details = try call.fields.objects("upsertDetails")
        guard !details.isEmpty else { throw RequestError.missing("upsertDetails") }
        guard details.count <= Fields.contactLimit else {
            throw RequestError.tooMany("upsertDetails", limit: Fields.contactLimit)
        }
        var upserts: [ContactUpsert] = []
        for (index, detail) in details.enumerated() {
            do {
                upserts.append(try detail.upsert(.addOrChange, owner: call.owner.id))
            } catch let error as any ExplainedError {
                throw RequestError.refused("upsertDetails, entry \(index + 1): \(error.message)")
            }
        }
        let results = try await upserting.runAll(upserts, cause: call.cause, actor: call.actor)
        let ids = results.map { ($0.email, JSONValue.text($0.id.description)) }
        return ["contactIds": .object(Dictionary(ids) { _, last in last })]
    }
}
