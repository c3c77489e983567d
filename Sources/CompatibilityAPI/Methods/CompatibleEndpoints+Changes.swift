import Access
import Contacts
import Hummingbird
import Parsing

extension CompatibleEndpoints {
    func declareChanges(on methods: inout Methods<some RequestContext>) {
        declareConsents(on: &methods)
        methods.on("contact/managetags", needs: .editContacts, answers: ["contactId"]) { call in
            let added = try call.fields.tags("tags").map { CardEdit.addTag($0, score: 1) }
            let removed = try call.fields.tags("removeTags").map(CardEdit.deleteTag)
            return try await change(try call.fields.contact(), added + removed, call)
        }
        methods.on("contact/addNote", needs: .editContacts) { call in
            let text = try call.fields.neededText("note")
            let note = CardEdit.addNote(text: text, isPrivate: try call.fields.flag("priv"))
            _ = try await change(try call.fields.contact(), [note], call)
            return [:]
        }
        methods.on("contact/setMainOwner", needs: .editContacts) { call in
            let email = try call.fields.neededText("newOwner")
            let users = UserStore(database, time: time)
            guard let user = try await users.user(email: email), user.isActive else {
                throw RequestError.refused("newOwner: there is no active user \(email)")
            }
            let contact = ContactReference.email(try EmailAddress(try call.fields.neededText("contact")))
            _ = try await change(contact, [.assignOwner(user.id, .main)], call)
            return [:]
        }
        methods.on("contact/stopMonitoring", needs: .editContacts) { try await monitor([.stopMonitoring], $0) }
        methods.on("contact/restoreMonitoring", needs: .editContacts) { try await monitor([.monitored(true)], $0) }
        methods.on("contact/delete", needs: .editContacts, answers: ["result"]) { call in
            let contact = try call.fields.contact()
            if try call.fields.flag("permanently") {
                let erasing = ContactErasing(database, time: time)
                try await erasing.erase(contact, cause: call.cause, actor: call.actor)
            } else {
                _ = try await change(contact, [.remove], call)
            }
            return ["result": .text("Contact deleted")]
        }
    }

    private func declareConsents(on methods: inout Methods<some RequestContext>) {
        for (path, edit) in [
            ("contact/optin", CardEdit.emailStatus(.optedIn)), ("contact/optout", .emailStatus(.optedOut)),
            ("contact/phoneoptin", .mobileStatus(.optedIn)), ("contact/phoneoptout", .mobileStatus(.optedOut)),
        ] {
            methods.on(path, needs: .editContacts, answers: ["contactId"]) { call in
                try await change(try call.fields.contact(), [edit], call)
            }
        }
        for (path, status) in [("contact/batchoptin", MarketingStatus.optedIn), ("contact/batchoptout", .optedOut)] {
            methods.on(path, needs: .editContacts, answers: ["contactIds"]) { call in
                let contacts = try call.fields.texts("emails").map { ContactReference.email(try EmailAddress($0)) }
                return ["contactIds": try await change(contacts, [.emailStatus(status)], call)]
            }
        }
    }

    private func monitor(_ edits: [CardEdit], _ call: Call) async throws -> [String: JSONValue] {
        let contacts = try call.fields.objects("contacts").map { try $0.addressee() }
        _ = try await change(contacts, edits, call)
        return [:]
    }

    private func change(
        _ contact: ContactReference,
        _ edits: [CardEdit],
        _ call: Call
    ) async throws -> [String: JSONValue] {
        let upsert = ContactUpsert(contact, .change, edits: edits)
        let changed = try await upserting.run(upsert, cause: call.cause, actor: call.actor)
        return ["contactId": .text(changed.id.description)]
    }

    /// Changes all of some contacts or, where one is unknown, none.
    private func change(_ contacts: [ContactReference], _ edits: [CardEdit], _ call: Call) async throws -> JSONValue {
        guard !contacts.isEmpty else { throw RequestError.missing("contacts") }
        guard contacts.count <= Fields.contactLimit else {
            throw RequestError.tooMany("contacts", limit: Fields.contactLimit)
        }
        let upserts = contacts.map { ContactUpsert($0, .change, edits: edits) }
        let changed = try await upserting.run(upserts, cause: call.cause, actor: call.actor)
        return .list(changed.map { .text($0.id.description) })
    }
}

extension Fields {
    /// The one contact that an addressee names.
    ///
    /// - Throws: `RequestError` for addressees that name groups.
    fileprivate func addressee() throws -> ContactReference {
        let value = try neededText("value")
        switch try neededText("addresseeType").uppercased() {
        case "EMAIL": return .email(try EmailAddress(value))
        case "CONTACT_ID", "ID":
            guard let id = ContactID(value) else { throw RequestError.unfit("value", "the id of a contact") }
            return .id(id)
        case let type:
            throw RequestError.refused("addresseeType \(type) is not understood here: use EMAIL or CONTACT_ID")
        }
    }
}
