import Contacts
package import Foundation

/// Something that keeps a form from being saved, and where.
package struct FormFlaw: Hashable, Sendable {
    package enum Place: Hashable, Sendable {
        case name, title, introduction, language, questions, emailConsent, mobileConsent, tags, details, owner, redirect
        case confirmedRedirect, template, expiry
        /// The question of this index.
        case question(Int)
        case text(FormText)
    }

    package let place: Place
    /// What is wrong and what to do.
    package let message: String

    package init(_ place: Place, _ message: String) {
        self.place = place
        self.message = message
    }
}

extension FormDefinition {
    /// The definition as it is kept, with its texts trimmed and composed.
    package var tidied: FormDefinition {
        func tidy(_ text: String) -> String { text.replacing("\r\n", with: "\n").trimmed.composed }
        func tidy(_ text: String?) -> String? { text.map { tidy($0) }.flatMap { $0.isEmpty ? nil : $0 } }
        var form = self
        form.title = tidy(title)
        form.introduction = tidy(introduction)
        form.language = tidy(language)
        form.questions = questions.map { question in
            var question = question
            question.label = tidy(question.label)
            if case .detail(let name, .choice(let options)) = question.subject {
                question.subject = .detail(name, .choice(options.map { tidy($0) }.filter { !$0.isEmpty }))
            }
            return question
        }
        form.emailConsent?.wording = tidy(emailConsent?.wording ?? "")
        form.mobileConsent?.wording = tidy(mobileConsent?.wording ?? "")
        form.details = details.mapValues { tidy($0) }
        form.owner = tidy(owner)
        form.redirect = tidy(redirect)
        form.confirmedRedirect = tidy(confirmedRedirect)
        form.template = tidy(template)
        form.texts = texts.mapValues { tidy($0) }.filter { !$0.value.isEmpty }
        return form
    }

    /// Everything that must be corrected before the form can be saved.
    package var flaws: [FormFlaw] {
        var flaws = textFlaws
        flaws += questionFlaws
        for (place, consent) in [(FormFlaw.Place.emailConsent, emailConsent), (.mobileConsent, mobileConsent)] {
            guard let consent else { continue }
            flaws += Self.length(consent.wording, Self.maximumTextLength, place, missing: "write what people agree to")
        }
        if mobileConsent != nil, !questions.contains(where: { $0.subject == .field(.phone) }) {
            flaws.append(FormFlaw(.mobileConsent, "text messages need a phone number: ask for the phone too"))
        }
        if tags.keys.contains(where: { $0.text.utf8.contains(0) }) {
            flaws.append(FormFlaw(.tags, "a zero character stands in a tag: take it out"))
        }
        if tags.count > Self.maximumTags {
            flaws.append(FormFlaw(.tags, "these are \(tags.count) tags: at most \(Self.maximumTags) fit"))
        }
        if let unfit = tags.values.first(where: { !Contact.scores.contains($0) }) {
            flaws.append(FormFlaw(.tags, "the score \(unfit) is too large"))
        }
        flaws += detailFlaws
        for (place, address) in [(FormFlaw.Place.redirect, redirect), (.confirmedRedirect, confirmedRedirect)] {
            if let address, Self.webAddress(address) == nil {
                flaws.append(FormFlaw(place, "write a whole address such as https://shop.example/thank-you"))
            }
        }
        if !Self.expiries.contains(expiryDays) {
            let range = Self.expiries
            flaws.append(FormFlaw(.expiry, "the link works for \(range.lowerBound) to \(range.upperBound) days"))
        }
        return flaws
    }

    /// An address on the web to which people may be sent; nothing for anything else.
    package static func webAddress(_ text: String) -> URL? {
        // What the parser would mend, a browser may read otherwise.
        guard text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) && $0 != UInt8(ascii: "\\") }),
            text.count <= maximumAddressLength, let url = URL(string: text),
            let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            // The host also stands in the policy of our pages, where more than this would say something else.
            let host = url.host(), host.wholeMatch(of: /[A-Za-z0-9.:_\-]+/) != nil, url.user() == nil,
            url.password() == nil
        else { return nil }
        return url
    }

    private var textFlaws: [FormFlaw] {
        var flaws = Self.length(title, Self.maximumTitleLength, .title, missing: "a form needs a title", isLine: true)
        flaws += Self.length(introduction, Self.maximumTextLength, .introduction, missing: nil)
        if language.wholeMatch(of: /[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}/) == nil {
            flaws.append(FormFlaw(.language, "write the code of a language, such as en or pl"))
        }
        if let template {
            flaws += Self.length(template, Self.maximumTitleLength, .template, missing: nil, isLine: true)
        }
        for (text, words) in texts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            flaws += Self.length(words, FormText.maximumLength, .text(text), missing: nil, isLine: text.isLine)
        }
        return flaws
    }

    private var questionFlaws: [FormFlaw] {
        var flaws: [FormFlaw] = []
        var seen: Set<String> = []
        for (index, question) in questions.enumerated() {
            let place = FormFlaw.Place.question(index)
            flaws += Self.length(
                question.label,
                FormQuestion.maximumLabelLength,
                place,
                missing: "write a label",
                isLine: true
            )
            if !seen.insert(question.key).inserted {
                flaws.append(FormFlaw(place, "this is asked for already: take it out once"))
            }
            if case .field(let field) = question.subject, !FormQuestion.fields.contains(field) {
                flaws.append(FormFlaw(place, "a form cannot ask for this"))
            }
            if question.key.utf8.contains(0) {
                flaws.append(FormFlaw(place, "a zero character stands in the name of the detail: take it out"))
            }
            guard case .detail(_, .choice(let options)) = question.subject else { continue }
            if options.count < 2 { flaws.append(FormFlaw(place, "a choice needs at least two options")) }
            if options.count > Self.maximumOptions {
                flaws.append(FormFlaw(place, "at most \(Self.maximumOptions) options fit"))
            }
            if Set(options).count < options.count { flaws.append(FormFlaw(place, "one option stands there twice")) }
            let isUnfit = { (option: String) in
                option.count > Self.maximumTitleLength || (try? option.line()) == nil
            }
            if options.contains(where: isUnfit) {
                flaws.append(FormFlaw(place, "an option has at most \(Self.maximumTitleLength) characters on one line"))
            }
        }
        if !seen.contains("email") {
            flaws.append(FormFlaw(.questions, "every form asks for the e-mail address: add it"))
        }
        if questions.count > Self.maximumQuestions {
            flaws.append(FormFlaw(.questions, "at most \(Self.maximumQuestions) fields fit"))
        }
        return flaws
    }

    private var detailFlaws: [FormFlaw] {
        details.sorted { $0.key < $1.key }.flatMap { name, value in
            let isAsked = questions.contains { if case .detail(name, _) = $0.subject { true } else { false } }
            let isBroken = name.text.utf8.contains(0)
            return Self.length(
                value,
                Self.maximumDetailLength,
                .details,
                missing: "the detail \"\(name)\" needs a value",
                isLine: true
            )
                + (name.text.contains(where: { $0 == "=" || $0.isNewline })
                    ? [
                        FormFlaw(
                            .details,
                            "the detail \"\(name)\" has an = or a line break in its name: set it elsewhere"
                        )
                    ]
                    : [])
                + (isBroken ? [FormFlaw(.details, "a zero character stands in the name of a detail: take it out")] : [])
                + (isAsked ? [FormFlaw(.details, "the detail \"\(name)\" is asked for: do not set it as well")] : [])
        }
    }

    private static func length(
        _ text: String,
        _ limit: Int,
        _ place: FormFlaw.Place,
        missing: String?,
        isLine: Bool = false
    ) -> [FormFlaw] {
        if text.isEmpty { return missing.map { [FormFlaw(place, $0)] } ?? [] }
        if text.utf8.contains(0) { return [FormFlaw(place, "a zero character stands in it: take it out")] }
        let isBroken = text.unicodeScalars.contains {
            $0.properties.generalCategory == .control && (isLine || $0 != "\n" && $0 != "\t")
        }
        if isBroken {
            let words = isLine ? "a line break, a tab or another control character" : "a control character"
            return [FormFlaw(place, "\(words) stands in it: take it out")]
        }
        guard text.count > limit else { return [] }
        return [FormFlaw(place, "this has \(text.count.grouped) characters: at most \(limit.grouped) fit")]
    }
}
