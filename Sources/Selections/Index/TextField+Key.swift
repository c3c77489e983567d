import Contacts
import Storage

extension TextField {
    /// The field of the contact card that the property comes from.
    var profileField: ProfileField {
        switch self {
        case .email, .emailDomain: .email
        case .name: .name
        case .phone: .phone
        }
    }

    /// The column of the table `contact_profile` that holds the key.
    var keyColumn: SQL.Name {
        switch self {
        case .email: "email_key"
        case .emailDomain: "email_domain"
        case .name: "name_key"
        case .phone: "phone_key"
        }
    }

    /// What comparisons see of the field's text.
    func key(of text: String) -> String {
        switch self {
        case .email: (try? EmailAddress(text))?.key ?? text.folded
        case .emailDomain: (try? EmailAddress(text))?.domain ?? EmailAddress.key(ofDomain: text)
        case .name: text.folded
        case .phone: text.phoneKey
        }
    }

    /// What comparisons see of a part of such a text.
    func key(ofPart text: String) -> String {
        switch self {
        case .email, .emailDomain, .name: text.folded
        case .phone: text.phoneKey
        }
    }
}

extension TextMatch {
    /// The same comparison with phrases in the form of the field's keys.
    func keyed(for field: TextField) -> TextMatch {
        switch self {
        case .contains(let phrase) where phrase.isUnstorable, .starts(let phrase) where phrase.isUnstorable:
            .isOneOf([])
        case .exists: .exists
        case .isOneOf(let texts):
            .isOneOf(Set(texts.filter { !$0.isUnstorable }.map(field.key(of:))).sorted())
        case .contains(let phrase): .contains(field.key(ofPart: phrase))
        case .starts(let phrase): .starts(field.key(ofPart: phrase))
        }
    }
}

extension DetailMatch {
    /// The same comparison with folded phrases.
    var keyed: DetailMatch {
        switch self {
        case .exists, .range: self
        case .contains(let phrase) where phrase.isUnstorable: .isOneOf([])
        case .isOneOf(let texts): .isOneOf(Set(texts.filter { !$0.isUnstorable }.map(\.folded)).sorted())
        case .contains(let phrase): .contains(phrase.folded)
        }
    }
}

extension String {
    /// Whether no stored text can hold this one: databases read a text only up to a zero character, so that a
    /// search for such a text would find what lies before it.
    fileprivate var isUnstorable: Bool { utf8.contains(0) }
}
