extension CardEditError: ExplainedError {
    package var message: String {
        switch self {
        case .unknownContact: "this contact is not there any more"
        case .emailTaken(let email, _):
            "another contact has the address \(email): use another one, or edit that contact"
        case .tooLong(let field, let limit, let actual):
            "“\(field)” has \(actual.grouped) characters: use at most \(limit.grouped)"
        case .unfit(let field, let error): "“\(field.label)”: \(error.message)"
        case .score(let range):
            "a score is a whole number from \(range.lowerBound.grouped) to \(range.upperBound.grouped)"
        case .zeroCharacter(let field): "“\(field)” holds a zero character, which no database takes: leave it out"
        case .emptyNote: "a note needs some text"
        case .cannotAdd: "only who sees the whole base adds contacts: ask a manager"
        case .addressFixed: "only who sees the whole base changes e-mail addresses: ask a manager"
        case .forbidden(.delete): "only the main owner of a contact may delete it"
        case .forbidden(.changeOwners): "only the main owner of a contact may change its owners"
        case .forbidden(.see), .forbidden(.edit): "you may look at this contact, but not change it"
        case .notAuthor: "this note is not there any more, or it is somebody else's"
        case .unknownStage: "the stage is not there any more: choose another one"
        case .notInFunnel: "the contact is not in this funnel: add it to a stage first"
        case .stageValue(let range):
            "a value is a whole number from \(range.lowerBound.grouped) to \(range.upperBound.grouped)"
        case .ownerRule(.lastOwner): "a contact keeps at least one owner: make somebody else an owner first"
        case .ownerRule(.onlyReadOnlyRemain):
            "only read-only owners would remain: make somebody else a main owner first"
        }
    }
}

extension EmailAddressError: ExplainedError {
    package var message: String {
        switch self {
        case .empty: "an e-mail address is needed"
        case .noAtSign: "an e-mail address has an @ in it"
        case .emptyLocalPart: "something must stand before the @"
        case .localPartTooLong(let actual): "before the @ stand \(actual) characters: at most 64 are allowed"
        case .badCharacter(let scalar): "before the @ stands the character \(scalar.label): remove it"
        case .badLocalPart: "before the @ stands something that no address may have"
        case .badDomain(let domain): "“\(domain)” is not the name of a mail domain"
        case .tooLong(let actual):
            "the address has \(actual) characters: at most \(EmailAddress.maximumLength) are allowed"
        }
    }
}

extension TagNameError: ExplainedError {
    package var message: String { "this cannot be a tag: \(problem)" }
}

extension DetailNameError: ExplainedError {
    package var message: String { "this cannot name a detail: \(problem)" }
}
