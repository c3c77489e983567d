import Contacts

/// A message that may be sent now, with all that it is put together from.
struct PreparedMessage: Sendable {
    let id: Int64
    let channel: MessageChannel
    let purpose: MessagePurpose
    /// The contact; nothing for a message to a user, and for a test without one.
    let contact: Contact?
    /// The address or phone number.
    let recipient: String
    let template: MessageTemplate?
    let language: String?
    let parameters: MessageParameters
    let details: [DetailName: String]
    let coupons: [CouponName: String]
    /// How often it was tried, this time too.
    let attempts: Int64
}

/// What became of one attempt to send a message.
enum SendOutcome: Sendable, Hashable {
    case sent
    /// The server says that the address does not exist.
    case badAddress(String)
    /// The server takes it not, for good, and for another reason than the address.
    case bounced(String)
    /// Trying again is no use.
    case refused(String)
    case later(String)
    /// Nothing can leave by this account at present; the message is not to blame.
    case accountFails(String)
    /// It may have gone out or not.
    case unclear(String)
}
