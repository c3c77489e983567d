import Contacts
import Foundation

/// What a password must be like.
package enum PasswordRules {
    /// The shortest password, in characters.
    package static let minimumLength = 12
    /// The longest password, in bytes.
    package static let maximumBytes = 1024
    /// The fewest different characters.
    private static let minimumVariety = 5

    /// Checks a password that somebody chooses.
    ///
    /// - Parameters:
    ///   - password: The password; white space counts and is kept.
    ///   - owner: The user, of whom nothing is a secret.
    /// - Throws: `PasswordError` that says which rule the password breaks.
    package static func check(_ password: String, of owner: PasswordOwner) throws(PasswordError) {
        guard isShortEnough(password) else { throw .tooLong }
        let characters = password.precomposedStringWithCompatibilityMapping
        guard characters.count >= minimumLength else { throw .tooShort(actual: characters.count) }
        guard Set(characters).count > 1 else { throw .oneCharacter }
        guard characters.trimmed.folded != owner.email.trimmed.folded else { throw .emailAddress }
        guard Set(characters.folded).count >= minimumVariety else { throw .common }
        guard PasswordEstimate(of: characters, knowing: owner.words).isEnough else { throw .common }
    }

    static func isShortEnough(_ password: String) -> Bool { password.utf8.count <= maximumBytes }
}

/// Which rule a password breaks.
package enum PasswordError: Error, Equatable {
    case tooShort(actual: Int)
    case tooLong
    case oneCharacter
    case emailAddress
    /// It consists of what is tried first.
    case common

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .tooShort(0): "a password is needed: use at least \(PasswordRules.minimumLength) characters"
        case .tooShort(let actual):
            "the password has \(actual) characters: use at least \(PasswordRules.minimumLength), such as four random words"
        case .tooLong: "the password is longer than \(PasswordRules.maximumBytes) bytes: use a shorter one"
        case .oneCharacter: "the password is one character again and again: use different ones"
        case .emailAddress: "the password is the e-mail address, which everybody knows: use another one"
        case .common:
            "the password is easy to guess, as it consists of common words, names, years, repetitions or neighbouring keys: use four random words, or let a password manager make one"
        }
    }
}
