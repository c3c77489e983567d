package import Contacts

/// Why a message is sent, which says what the gate asks for.
package enum MessagePurpose: String, Sendable, Hashable, CaseIterable {
    /// Anything that needs the consent of the contact.
    case marketing
    /// The question whether a contact wants messages, which somebody asked for with a form.
    case confirmation
    /// A message to a user of the program, such as a link for a new password.
    case account
    /// A template that a user sends to the own address to look at it.
    case test
}

/// Why the gate lets a message not through.
package enum Refusal: String, Sendable, Hashable, CaseIterable {
    case erased
    case removed
    case invalid
    case optedOut = "opted-out"
    case noPhone = "no-phone"
    case addressChanged = "address-changed"

    /// The reason in words.
    package var words: String {
        switch self {
        case .erased: "there is no such contact any more"
        case .removed: "the contact is deleted"
        case .invalid: "the e-mail address is marked invalid"
        case .optedOut: "the contact is opted out"
        case .noPhone: "the contact has no phone number"
        case .addressChanged: "the contact has another e-mail address by now"
        }
    }
}

/// The one gate that every message passes at the moment of sending.
///
/// What opted-out, invalid and deleted contacts mean for messages is the specification of statuses; an address that is
/// marked invalid stops text messages too. Messages to users of the program concern no contact. A contact that was
/// deleted before it signed up again gets the link of that sign-up, and nothing else.
package enum ConsentGate {
    /// Says whether a message may be sent to a contact.
    ///
    /// - Parameters:
    ///   - contact: The contact as it is at this moment; nothing where it was erased.
    ///   - channel: By which way.
    ///   - purpose: Why.
    ///   - orderedAt: When the message was put into the outbox, in milliseconds.
    /// - Returns: Why not, or nothing where it may.
    package static func refusal(
        of contact: Contact?,
        _ channel: MessageChannel,
        _ purpose: MessagePurpose,
        orderedAt: Int64
    ) -> Refusal? {
        guard let contact else { return .erased }
        if let removedAt = contact.removedAt, purpose != .confirmation || removedAt >= orderedAt { return .removed }
        guard !contact.isInvalid else { return .invalid }
        switch channel {
        case .email:
            let hasConsent = contact.emailStatus == .optedIn || purpose == .confirmation
            return hasConsent ? nil : .optedOut
        case .text:
            guard contact.mobileStatus == .optedIn else { return .optedOut }
            return contact.fields[.phone] == nil ? .noPhone : nil
        }
    }
}
