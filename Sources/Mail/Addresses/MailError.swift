/// Why a message cannot be written down.
package enum MailError: Error, Hashable {
    /// Not an address that mail can be sent to or from.
    case badAddress(String)
    /// A header's name has characters other than letters, digits and dashes, or is one that the message has already.
    case badHeaderName(String)
    /// A header's value, the subject or a name has a line break or another control character.
    case controlCharacter(in: String)
    /// A header has more than a reader has to take; texts belong into the message.
    case tooLong(String)
    /// The message's identifier is not of the form `unique@domain`.
    case badMessageID(String)
}

extension MailError: CustomStringConvertible {
    /// What is wrong and what to do, in a sentence.
    package var description: String {
        switch self {
        case .badAddress(let text): "“\(text)” is not an e-mail address that can be written to: correct it"
        case .badHeaderName(let name):
            "“\(name)” cannot be the name of a further header: use letters, digits and dashes, and none that is set already"
        case .controlCharacter(let place): "\(place) has a line break or another control character: remove it"
        case .tooLong(let place): "\(place) is too long for a header: shorten it"
        case .badMessageID(let text): "“\(text)” is not an identifier of the form unique@domain"
        }
    }
}
