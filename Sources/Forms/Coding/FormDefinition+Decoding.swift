import Actions
import Contacts

extension FormDefinition {
    static let keys = [
        "title", "introduction", "language", "fields", "consent", "tags", "details", "state", "owner", "overwrite",
        "redirect", "redirect-confirmed", "template", "expires-days", "texts",
    ]

    /// Reads a definition strictly, out of an object that has no other keys.
    ///
    /// - Throws: `DecodingError` whose description tells the place and what to write there.
    init(_ settings: KeyedDecodingContainer<ActionKey>, of node: ActionNode) throws {
        let consent = try settings.node("consent").map(Consents.init)
        self.init(
            title: try settings.node("title", of: node).text(),
            introduction: try settings.node("introduction")?.text() ?? "",
            language: try settings.node("language")?.text() ?? "en",
            questions: try settings.node("fields", of: node).elements("a list of fields").map(FormQuestion.init),
            emailConsent: consent?.email,
            mobileConsent: consent?.mobile,
            tags: try settings.node("tags")?.tags() ?? [:],
            details: try settings.node("details")?.details() ?? [:],
            state: try settings.node("state")?.word(ContactState.allCases.map { ($0.word, $0) }),
            owner: try settings.node("owner")?.text(),
            overwrites: try settings.node("overwrite")?.value("true or false") ?? false,
            redirect: try settings.node("redirect")?.text(),
            confirmedRedirect: try settings.node("redirect-confirmed")?.text(),
            template: try settings.node("template")?.text(),
            expiryDays: try settings.node("expires-days")?.wholeNumber(in: Self.expiries) ?? 7,
            texts: try settings.node("texts")?.texts() ?? [:]
        )
    }

    private struct Consents {
        let email: Consent?
        let mobile: Consent?

        init(_ node: ActionNode) throws {
            let settings = try node.object(["email", "email-required", "mobile", "mobile-required"])
            func consent(_ channel: String) throws -> Consent? {
                let isRequired: Bool = try settings.node("\(channel)-required")?.value("true or false") ?? false
                guard let wording = try settings.node(channel)?.text() else {
                    if isRequired { throw node.error(.missingKey(channel)) }
                    return nil
                }
                return Consent(wording, isRequired: isRequired)
            }
            email = try consent("email")
            mobile = try consent("mobile")
        }
    }
}

extension FormQuestion {
    private static let controls = ["text", "choice", "tick"]

    /// Reads one field of a form, such as `name: { label: Your name, required: true }`.
    init(_ node: ActionNode) throws {
        let words = ["email", "detail"] + Self.fields.map(\.word)
        guard let key = node.onlyKey() else {
            throw node.error(.wrongKind("one of \(words.joined(separator: ", ")), with its settings"))
        }
        let inner = try node.object(words).node(key, of: node)
        let isDetail = key == "detail"
        let allowed = ["label", "required"] + (isDetail ? ["name", "type", "options"] : [])
        let settings = try inner.object(allowed)
        let isRequired: Bool = try settings.node("required")?.value("true or false") ?? false
        let label = try settings.node("label", of: inner).text()
        let subject: Subject
        if isDetail {
            let name = try settings.node("name", of: inner).detailName()
            let control = try settings.node("type")?.word(Self.controls.map { ($0, $0) }) ?? "text"
            let options: [String]? = try settings.node("options")?.value("a list of texts")
            switch (control, options) {
            case ("choice", let options?): subject = .detail(name, .choice(options))
            case ("choice", nil): throw inner.error(.missingKey("options"))
            case (_, _?): throw inner.error(.automation("only a choice has options: take them out"), at: "options")
            case ("tick", nil): subject = .detail(name, .tick)
            case (_, nil): subject = .detail(name, .text)
            }
        } else if key == "email" {
            subject = .email
        } else if let field = ProfileField(word: key) {
            subject = .field(field)
        } else {
            throw node.error(.unknownKey(key, allowed: words))
        }
        self.init(subject, label: label, isRequired: isRequired)
    }
}

extension ActionNode {
    /// Tags with their scores.
    fileprivate func tags() throws -> [TagName: Int64] {
        var tags: [TagName: Int64] = [:]
        for (text, score) in try value("tags with scores, such as NEWSLETTER: 1") as [String: Int64] {
            do { tags[try TagName(text)] = score } catch { throw self.error(.tagName(text, error)) }
        }
        return tags
    }

    /// Details with their values.
    fileprivate func details() throws -> [DetailName: String] {
        var details: [DetailName: String] = [:]
        for (text, value) in try value("details with values, such as source: web") as [String: String] {
            do { details[try DetailName(text)] = value } catch {
                throw self.error(.detailName(error))
            }
        }
        return details
    }

    fileprivate func texts() throws -> [FormText: String] {
        let allowed = FormText.allCases.map(\.rawValue)
        let settings = try object(allowed)
        var texts: [FormText: String] = [:]
        for text in FormText.allCases { texts[text] = try settings.node(text.rawValue)?.text() }
        return texts
    }
}
