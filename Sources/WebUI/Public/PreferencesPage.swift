import Contacts

/// The page on which a contact unsubscribes: opening it changes nothing, the button does.
struct UnsubscribePage: PublicPageModel {
    static let template = "public-button"

    let pageTitle = "Unsubscribe"
    let language = "en"
    let words: String
    let action: String
    let buttonText: String

    /// Describes the page for a contact whom a link identifies.
    ///
    /// - Parameters:
    ///   - contact: Who opened it.
    ///   - channel: From what the link unsubscribes.
    ///   - action: Where the button leads.
    init(_ contact: Contact, from channel: MarketingChannel, action: String) {
        switch channel {
        case .email: words = "You will get no more e-mails from us at \(contact.email)."
        case .mobile: words = "You will get no more text messages from us."
        }
        self.action = action
        buttonText = "Unsubscribe"
    }
}

/// The page on which a contact says which messages it wants, and sees what is known of it.
struct PreferencesPage: PublicPageModel {
    static let template = "public-preferences"

    /// One channel with its box.
    struct Wish: Sendable {
        let wishID: String
        let wishKey: String
        let wishWording: String
        let isWished: Bool
    }

    /// One thing that is known.
    struct Known: Sendable {
        let caption: String
        let entry: String
    }

    let pageTitle = "Your preferences"
    let language = "en"
    let email: String
    let action: String
    let wishes: [Wish]
    let known: [Known]
    let isSaved: Bool

    /// What a contact is shown beside each box, and agrees to by ticking it.
    static func wording(_ channel: MarketingChannel) -> String {
        switch channel {
        case .email: "Send me e-mails with news and offers."
        case .mobile: "Send me text messages with news and offers."
        }
    }

    /// Describes the page for a contact whom a link identifies.
    ///
    /// - Parameters:
    ///   - contact: Who opened it.
    ///   - action: Where the form is sent.
    ///   - isSaved: Whether it was just sent.
    init(_ contact: Contact, action: String, isSaved: Bool = false) {
        email = contact.email
        self.action = action
        self.isSaved = isSaved
        wishes = MarketingChannel.allCases.map { channel in
            Wish(
                wishID: "wish-\(channel.rawValue)",
                wishKey: channel.rawValue,
                wishWording: Self.wording(channel),
                isWished: contact.status(on: channel) == .optedIn
            )
        }
        known = ProfileField.allCases.filter { $0 != .externalID }.compactMap { field in
            let text = field == .email ? contact.email : contact.fields[field]
            return text.map { Known(caption: field.label, entry: $0) }
        }
    }

    /// What the contact decided, out of the form that the page holds, and the words beside the boxes that were ticked.
    static func wishes(in fields: FormFields) -> (wishes: [MarketingChannel: MarketingStatus], shown: String) {
        let channels = MarketingChannel.allCases
        let wishes = channels.map { ($0, fields[$0.rawValue] == "yes" ? MarketingStatus.optedIn : .optedOut) }
        return (Dictionary(uniqueKeysWithValues: wishes), channels.map(wording).joined(separator: "\n\n"))
    }
}
