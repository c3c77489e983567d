import Contacts
import Foundation

extension Fields {
    /// What a body of `contact/upsert` and its kin tells.
    ///
    /// - Parameters:
    ///   - mode: Whether the contact must be there.
    ///   - owner: The main owner of a new contact.
    ///   - isAsked: Whether the contact itself shall consent, by a link; what the client says of it does not count then.
    /// - Returns: What to carry out.
    /// - Throws: `RequestError`, `EmailAddressError`, `TagNameError`, `DetailNameError`.
    func upsert(_ mode: ContactUpsert.Mode, owner: UserID?, isAsked: Bool) throws -> ContactUpsert {
        let contact = try object("contact") ?? Fields([:])
        guard let reference = try contact.optionalContact() ?? optionalContact() else {
            throw RequestError.missing("contact.email")
        }
        var edits = try contact.profile()
        if let external = try contact.text("externalId") ?? text("externalId") {
            edits.append(.field(.externalID, external))
        }
        if let province = try text("province") { edits.append(.field(.province, province)) }
        if let birthday = try text("birthday"), !birthday.isEmpty {
            do throws(FieldValueError) {
                edits.append(.field(.birthday, try ProfileField.birthday.kept(birthday)))
            } catch {
                throw RequestError.unfit("birthday", "a day such as 19801017 or 1017")
            }
        }
        if let address = try text("newEmail"), !address.trimmed.isEmpty {
            let new = try EmailAddress(address)
            // Some clients always send the present address as the new one.
            if reference != .email(new) { edits.append(.field(.email, new.text)) }
        }
        edits += try consents(isAsked: isAsked)
        for (name, text) in try object("properties")?.allTexts() ?? [] {
            edits.append(.detail(try DetailName(name), text))
        }
        for detail in try objects("dictionaryProperties") {
            let name = try DetailName(try detail.neededText("name"))
            if let text = try detail.text("value") { edits.append(.detail(name, text)) }
        }
        let score = try score("tagScoring")
        guard Contact.scores.contains(score) else { throw RequestError.unfit("tagScoring", "a score of a tag") }
        edits += try tags("tags").map { .addTag($0, score: score) }
        edits += try tags("removeTags").map(CardEdit.deleteTag)
        // As SALESmanago does: a removed contact comes back by being upserted or inserted, and by nothing else.
        return ContactUpsert(
            reference,
            mode,
            edits: edits,
            owner: owner,
            restoresRemoved: mode != .change,
            evidence: try evidence()
        )
    }

    /// A score of tags; some clients send a flag, which means a point or none.
    private func score(_ name: String) throws(RequestError) -> Int64 {
        if let flag = bareFlag(name) { return flag ? 1 : 0 }
        return try integer(name) ?? 1
    }

    private func profile() throws -> [CardEdit] {
        var edits: [CardEdit] = []
        for (name, field) in [
            ("name", ProfileField.name), ("phone", .phone), ("fax", .fax), ("company", .company),
        ] {
            if let text = try text(name) { edits.append(.field(field, text)) }
        }
        for (name, field) in [
            ("streetAddress", ProfileField.street), ("zipCode", .postalCode), ("city", .city), ("country", .country),
        ] {
            if let text = try object("address")?.text(name) { edits.append(.field(field, text)) }
        }
        if let word = try text("state"), !word.isEmpty {
            guard let state = ContactState(word: word.lowercased()) else {
                let words = ContactState.allCases.map { $0.word.uppercased() }.joined(separator: ", ")
                throw RequestError.unfit("contact.state", "one of \(words)")
            }
            edits.append(.state(state))
        }
        return edits
    }

    /// Whether the contact itself shall consent, by a link.
    ///
    /// - Parameter usually: What holds where the body does not say.
    /// - Returns: No for who shall be opted out.
    /// - Throws: `RequestError`.
    func asksForConsent(usually: Bool = false) throws(RequestError) -> Bool {
        guard try !flag("forceOptOut") else { return false }
        guard has("useApiDoubleOptIn") else { return usually }
        return try flag("useApiDoubleOptIn")
    }

    /// Opting out wins where both are asked for.
    private func consents(isAsked: Bool) throws -> [CardEdit] {
        var edits: [CardEdit] = []
        if try flag("forceOptOut") {
            edits.append(.emailStatus(.optedOut))
        } else if try flag("forceOptIn"), !isAsked {
            edits.append(.emailStatus(.optedIn))
        }
        if try flag("forcePhoneOptOut") {
            edits.append(.mobileStatus(.optedOut))
        } else if try flag("forcePhoneOptIn") {
            edits.append(.mobileStatus(.optedIn))
        }
        return edits
    }

    /// What the client tells of where a consent comes from.
    private func evidence() throws -> Evidence? {
        let details = try objects("consentDetails")
        guard !details.isEmpty else { return nil }
        let texts = try details.map { detail in
            let parts = [
                try detail.text("consentName"), try detail.flag("consentAccept") ? "accepted" : "not accepted",
                try detail.instant("agreementDate").map { "on \($0.instant)" },
            ]
            return parts.compactMap(\.self).joined(separator: " ")
        }
        let addresses = try details.compactMap { try $0.text("ip") }
        return Evidence(address: addresses.first, text: texts.joined(separator: "; "))
    }
}
