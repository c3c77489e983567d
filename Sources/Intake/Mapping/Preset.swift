import Contacts

/// A product whose export files are known, or any other file.
package enum Preset: String, Sendable, CaseIterable, Codable {
    case salesmanago
    case brevo
    case klaviyo
    case mailchimp
    case shopify
    case substack
    case ghost
    case mailcoach
    case phplist
    case sendgrid
    case mailerlite
    case activecampaign
    case kit
    case outlook
    case hubspot
    case mautic
    case listmonk
    case googleContacts = "google-contacts"
    case generic

    package init?(word: String) {
        self.init(rawValue: word.lowercased())
    }

    /// The word that commands use.
    package var word: String { rawValue }

    /// The product's own name.
    package var title: String {
        switch self {
        case .salesmanago: "SALESmanago"
        case .brevo: "Brevo"
        case .klaviyo: "Klaviyo"
        case .shopify: "Shopify"
        case .substack: "Substack"
        case .ghost: "Ghost"
        case .mailcoach: "Mailcoach"
        case .phplist: "phpList"
        case .sendgrid: "SendGrid"
        case .mailerlite: "MailerLite"
        case .activecampaign: "ActiveCampaign"
        case .kit: "Kit"
        case .outlook: "Outlook"
        case .mailchimp: "Mailchimp"
        case .hubspot: "HubSpot"
        case .mautic: "Mautic"
        case .listmonk: "listmonk"
        case .googleContacts: "Google Contacts"
        case .generic: "any product"
        }
    }

    /// What its columns are called and mean.
    var columns: PresetColumns {
        switch self {
        case .salesmanago: .salesmanago
        case .brevo: .brevo
        case .klaviyo: .klaviyo
        case .shopify: .shopify
        case .substack: .substack
        case .ghost: .ghost
        case .mailcoach: .mailcoach
        case .phplist: .phplist
        case .sendgrid: .sendgrid
        case .mailerlite: .mailerlite
        case .activecampaign: .activecampaign
        case .kit: .kit
        case .outlook: .outlook
        case .mailchimp: .mailchimp
        case .hubspot: .hubspot
        case .mautic: .mautic
        case .listmonk: .listmonk
        case .googleContacts: .googleContacts
        case .generic: .generic
        }
    }

    /// Which number of `5/6/1990` the product writes for the day, where no date of the column shows it; nothing where it
    /// depends on the computer.
    var usualDateOrder: DateOrder? {
        switch self {
        case .mailchimp, .hubspot: .monthFirst
        case .brevo: .dayFirst
        default: nil
        }
    }
}
