package import Contacts

/// Why a user cannot be added or changed.
package enum UserError: ExplainedError, Equatable {
    case unknown(UserID)
    case emailTaken(String)
    case badEmail(EmailAddressError)
    case nameTooLong(actual: Int)
    case badName
    case disabled(String)
    case lastAdministrator(String)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .unknown(let id): "there is no user with the number \(id.number)"
        case .emailTaken(let email):
            "there is a user \(email) already: give another e-mail address, or change that user"
        case .badEmail(let error): "the e-mail address \(error.complaint)"
        case .nameTooLong(let actual): "the name has \(actual) characters: use at most \(User.maximumNameLength)"
        case .badName: "the name contains a line break or another control character: leave it out"
        case .disabled(let email): "the user \(email) is disabled: enable the user first"
        case .lastAdministrator(let email):
            "\(email) is the only administrator: make another user an administrator first"
        }
    }
}

extension EmailAddressError {
    fileprivate var complaint: String {
        switch self {
        case .empty: "is missing"
        case .noAtSign: "has no @"
        case .emptyLocalPart: "has nothing before the @"
        case .localPartTooLong(let actual): "has \(actual) bytes before the @: at most 64 are possible"
        case .badCharacter(let scalar): "has the character \(scalar.label) before the @"
        case .badLocalPart: "has characters before the @ that no address has there"
        case .badDomain(let domain): "has no domain behind the @ that can exist: \(domain)"
        case .tooLong(let actual): "has \(actual) bytes: at most \(EmailAddress.maximumLength) are possible"
        }
    }
}
