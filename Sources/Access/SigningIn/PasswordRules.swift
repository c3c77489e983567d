import Contacts
import Foundation

/// What a password must be like.
package enum PasswordRules {
    /// The shortest password, in characters.
    package static let minimumLength = 12
    /// The longest password, in bytes.
    package static let maximumBytes = 1024

    /// Checks a password that somebody chooses.
    ///
    /// - Parameters:
    ///   - password: The password; white space counts and is kept.
    ///   - email: The e-mail address of the user, which is no secret.
    /// - Throws: `PasswordError` that says which rule the password breaks.
    package static func check(_ password: String, email: String) throws(PasswordError) {
        guard isShortEnough(password) else { throw .tooLong }
        let characters = password.precomposedStringWithCompatibilityMapping
        guard characters.count >= minimumLength else { throw .tooShort(actual: characters.count) }
        guard Set(characters).count > 1 else { throw .oneCharacter }
        guard characters.trimmed.folded != email.trimmed.folded else { throw .emailAddress }
    }

    static func isShortEnough(_ password: String) -> Bool { password.utf8.count <= maximumBytes }
}

/// Which rule a password breaks.
package enum PasswordError: Error, Equatable {
    case tooShort(actual: Int)
    case tooLong
    case oneCharacter
    case emailAddress

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .tooShort(0): "a password is needed: use at least \(PasswordRules.minimumLength) characters"
        case .tooShort(let actual):
            "the password has \(actual) characters: use at least \(PasswordRules.minimumLength), such as four random words"
        case .tooLong: "the password is longer than \(PasswordRules.maximumBytes) bytes: use a shorter one"
        case .oneCharacter: "the password is one character again and again: use different ones"
        case .emailAddress: "the password is the e-mail address, which everybody knows: use another one"
        }
    }
}
