import Contacts

/// Why a form cannot be made, changed or found.
package enum FormError: ExplainedError, Equatable {
    case unknown(String)
    case nameTaken(String)
    /// What must be corrected first; at least one thing.
    case unfit([FormFlaw])
    case changedMeanwhile(String)
    /// Its versions prove what people agreed to.
    case inUse(String, signUps: Int)
    case archived(String)
    /// A file or a stored definition that cannot be read, in words.
    case unreadable(String)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .unknown(let name): "there is no form \"\(name)\": make it, or name one that exists"
        case .nameTaken(let name): "there is a form \"\(name)\" already: choose another name"
        case .unfit(let flaws): flaws.map(\.words).joined(separator: "; ")
        case .changedMeanwhile(let name):
            "somebody else changed the form \"\(name)\" meanwhile: look at it again, then make your change"
        case .inUse(let name, let signUps):
            "\(signUps.counted("sign-up")) came through the form \"\(name)\", and its wording proves them: archive it instead"
        case .archived(let name): "the form \"\(name)\" is archived: bring it back first"
        case .unreadable(let words): words
        }
    }
}

extension FormFlaw {
    /// The flaw with its place.
    package var words: String {
        switch place {
        case .name: message
        case .title: "title: \(message)"
        case .introduction: "introduction: \(message)"
        case .language: "language: \(message)"
        case .questions: "fields: \(message)"
        case .emailConsent: "consent for e-mail: \(message)"
        case .mobileConsent: "consent for text messages: \(message)"
        case .tags: "tags: \(message)"
        case .details: "details: \(message)"
        case .owner: "owner: \(message)"
        case .redirect: "address after sending: \(message)"
        case .confirmedRedirect: "address after confirming: \(message)"
        case .template: "template: \(message)"
        case .expiry: "expiry: \(message)"
        case .question(let index): "field \(index + 1): \(message)"
        case .text(let text): "text \"\(text.rawValue)\": \(message)"
        }
    }
}
