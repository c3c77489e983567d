/// The way by which a message goes.
package enum MessageChannel: String, Sendable, Hashable, CaseIterable, Codable {
    case email
    case text

    /// What people call a message of it.
    package var label: String {
        switch self {
        case .email: "E-mail"
        case .text: "Text message"
        }
    }
}
