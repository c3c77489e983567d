import Contacts

extension Rejection.Reason {
    /// What is wrong and what helps.
    package var words: String {
        switch self {
        case .columnCount(let expected, let found):
            "the row has \(found) columns, the header \(expected); quote fields that hold the separator"
        case .openQuote: "a quotation mark in this row is never closed; close it or remove it"
        case .unreadable:
            "it has characters that are none in the encoding of the file; correct them or name the encoding"
        case .zeroCharacter: "it has a character with the code zero; remove it"
        case .noEmail: "the e-mail address is missing; fill it in"
        case .email(let error): error.advice
        case .tooLong(let limit, let actual): "it has \(actual) characters; shorten it to \(limit)"
        case .tag(let name, let error): "“\(name)” cannot be a tag: \(error.problem)"
        case .detail(let name, let error): "“\(name)” cannot name a detail: \(error.problem)"
        case .notANumber: "it is not a whole number of at most 32 bits; write for example 25"
        case .notADate: "it is not a date; write for example 2026-05-14 or 2026-05-14T09:30:00Z"
        case .notABirthday: "it is not a day of birth; write for example 1985-05-14 or --05-14"
        case .roundedNumber:
            "a spreadsheet has rounded this number, and its last digits are lost; write it in full"
        case .ambiguousDate:
            "day and month cannot be told apart; write for example 1985-05-14, or say --dates day-first or --dates month-first"
        case .unknownStatus: "it is not a status; write opted-in or opted-out, or map the column to another field"
        case .unknownFlag: "it is neither yes nor no; write yes or no"
        case .unknownState:
            "it is not a state; write \(ContactState.allCases.map(\.word).joined(separator: ", ")), or map the column to another field"
        case .notAnObject: "it is not an object in JSON; write for example {\"city\": \"Brno\"}"
        }
    }
}

extension Rejection {
    /// The reason in words.
    package var message: String { reason.words }
}

extension EmailAddressError {
    /// What is wrong with an address in a file and what helps.
    fileprivate var advice: String {
        switch self {
        case .empty: "the e-mail address is missing; fill it in"
        case .noAtSign: "it is no e-mail address, for it has no @; correct it"
        case .emptyLocalPart: "nothing stands before the @; complete it"
        case .localPartTooLong(let actual):
            "before the @ stand \(actual) characters, at most 64 are allowed; correct it"
        case .badCharacter(let scalar): "before the @ stands the character \(scalar.label); remove it"
        case .badLocalPart: "before the @ stands something that no address may have, such as a space; correct it"
        case .badDomain(let domain): "“\(domain)” is not the name of a mail domain; correct it"
        case .tooLong(let actual):
            "the address has \(actual) characters, at most \(EmailAddress.maximumLength) are allowed; correct it"
        }
    }
}
