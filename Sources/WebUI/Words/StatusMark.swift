import Contacts

/// A contact's dot and letter, each with its meaning in words.
struct StatusMark: Sendable, Equatable {
    let dotClass: String
    let statusLabel: String
    let letter: String
    let letterLabel: String

    init(_ contact: Contact) {
        dotClass = "dot-\(contact.status.rawValue)"
        statusLabel =
            switch contact.status {
            case .optedIn: "opted in"
            case .optedOut: "opted out"
            case .invalid: "invalid address"
            case .removed: "deleted"
            }
        letter = contact.isMonitored ? "M" : "N"
        letterLabel = contact.monitoring.label
    }
}
