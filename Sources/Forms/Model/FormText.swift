/// A text of the public pages that a form may say in its own words and language.
package enum FormText: String, Hashable, Sendable, CaseIterable {
    case button
    case thanks
    case confirmHeading = "confirm-heading"
    case confirmWords = "confirm-words"
    case confirmButton = "confirm-button"
    case confirmed
    case linkEnded = "link-ended"
    case recheck
    case missing
    case unfit
    case unticked
    case tooOften = "too-often"
    case closed

    /// The longest text, in characters.
    package static let maximumLength = 1000

    /// Whether it stands on one line: on a button or in a heading.
    package var isLine: Bool {
        switch self {
        case .button, .confirmHeading, .confirmButton: true
        default: false
        }
    }

    /// Where it stands, for whoever writes it.
    package var label: String {
        switch self {
        case .button: "The button of the form"
        case .thanks: "After the form was sent"
        case .confirmHeading: "Heading of the page behind the link"
        case .confirmWords: "What the page behind the link asks"
        case .confirmButton: "The button behind the link"
        case .confirmed: "After the confirmation"
        case .linkEnded: "When the link no longer works"
        case .recheck: "When the answers must be sent once more"
        case .missing: "At a field that is empty"
        case .unfit: "At a field with an answer that does not fit"
        case .unticked: "At a box that must be ticked"
        case .tooOften: "When too many sign up from one network"
        case .closed: "While the form is not active"
        }
    }

    /// What it says where the form says nothing of its own.
    package var standard: String {
        switch self {
        case .button: "Sign up"
        case .thanks:
            "Thank you. If something is left to confirm, we have sent you a message with a link: please look into your mailbox."
        case .confirmHeading: "Please confirm"
        case .confirmWords: "One click, and you have signed up."
        case .confirmButton: "Confirm"
        case .confirmed: "Thank you, you have confirmed. You can unsubscribe at any time."
        case .linkEnded:
            "This link does not work any more. If you still want to sign up, please fill in the form again."
        case .recheck: "Please look over your answers and send them."
        case .missing: "Please fill this in."
        case .unfit: "Please check this."
        case .unticked: "Please tick this box if you agree."
        case .tooOften: "Too many people signed up from your network just now. Please try again in an hour."
        case .closed: "Nobody can sign up here at the moment."
        }
    }
}
