import Contacts

/// Why a template cannot be kept or sent.
package enum TemplateError: ExplainedError, Equatable {
    case emptyName
    case nameTooLong(limit: Int)
    case nameTaken(String)
    case unknown(String)
    /// Rules or workflows send it.
    case inUse(String, by: String)
    /// Something sends it by the name that it has.
    case sentByName(String, by: String)
    /// People confirm by the link, and something sends the template for that.
    case noLink(TemplateContent.Body, language: String, user: String)
    case noLanguage
    case unfitLanguage(String)
    case noSubject(language: String)
    /// A line break would end the header.
    case brokenSubject(language: String)
    case noBody(language: String)
    case tooLong(language: String, limit: Int)
    case zeroCharacter
    case unknownPlaceholder(String)
    case unfinishedPlaceholder(String)
    /// Braces that would let a value bring HTML along.
    case unescapedPlaceholder(String)
    /// A value would say to which site an address leads.
    case openAddress(String, attribute: String)
    /// A value could be more than text there.
    case unsafePlaceholder(String, place: String)
    case unfitSection(String)
    /// Somebody else changed the template meanwhile.
    case changedMeanwhile

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .emptyName: "a template needs a name"
        case .nameTooLong(let limit): "the name is too long: use at most \(limit) characters on one line"
        case .nameTaken(let name): "there is a template \(name) already: choose another name"
        case .unknown(let name): "there is no template \(name)"
        case .inUse(let name, let user): "the template \(name) cannot be deleted: \(user) sends it; change that first"
        case .sentByName(let name, let user):
            "the template \(name) cannot be renamed: \(user) sends it; name another template there first"
        case .noLink(let body, let language, let user):
            "the \(body.rawValue) (\(language)) has no {{confirm-url}}, the link by which people confirm, and \(user) sends "
                + "it: write {{confirm-url}} where the link shall stand"
        case .noLanguage: "a template needs its text in one language at least"
        case .unfitLanguage(let tag): "“\(tag)” is no language: write two or three letters, such as en, pl or cs"
        case .noSubject(let language): "the subject is empty (\(language)): write one"
        case .brokenSubject(let language):
            "the subject holds a line break, a tab or another control character (\(language)): write it on one line"
        case .noBody(let language): "the message says nothing (\(language)): write a text or HTML"
        case .tooLong(let language, let limit):
            "the message is too long (\(language)): use at most \(limit.grouped) characters"
        case .zeroCharacter: "the template holds a zero character, which no database takes: leave it out"
        case .unknownPlaceholder(let word):
            "“{{\(word)}}” stands for nothing: write one of \(Placeholder.words.joined(separator: ", ")), detail.NAME "
                + "or coupon.NAME"
        case .unfinishedPlaceholder(let text): "“\(text)” is not closed: write }} behind the name"
        case .unescapedPlaceholder(let text):
            "“\(text)” would let a contact’s data bring HTML along: write two braces and the name alone"
        case .openAddress(let placeholder, let attribute):
            "\(placeholder) in \(attribute) would let a contact’s data say where the address leads: begin the address with "
                + "fixed text up to the end of the host, such as https://shop.example/"
        case .unsafePlaceholder(let placeholder, let place):
            "\(placeholder) stands in \(place), where a contact’s data could be more than text: write it into the text or "
                + "into an attribute such as title"
        case .unfitSection(let word):
            "the part that begins with {{#\(word)}} or {{^\(word)}} must end with {{/\(word)}}, behind what is inside it"
        case .changedMeanwhile: "somebody else changed the template meanwhile: load the page again"
        }
    }
}
