import Contacts

/// What a template says, language by language.
package struct TemplateContent: Hashable, Sendable, Codable {
    /// The longest text of one part, in characters.
    package static let maximumLength = 200_000

    /// The text of one language.
    package struct Variant: Hashable, Sendable, Codable {
        /// Only e-mails have one.
        package var subject: String?
        package var html: String?
        package var text: String?

        package init(subject: String? = nil, html: String? = nil, text: String? = nil) {
            self.subject = subject
            self.html = html
            self.text = text
        }

        var parts: [String] { [subject, html, text].compactMap(\.self) }
    }

    /// The language of contacts whose own is unknown or not among the variants.
    package var language: String
    /// By language, such as `en`.
    package var variants: [String: Variant]
    /// Whether links lead over this program, so that it sees who follows them, and an image tells who opens it.
    package var isFollowed: Bool

    package init(language: String, variants: [String: Variant], isFollowed: Bool = true) {
        self.language = language
        self.variants = variants
        self.isFollowed = isFollowed
    }

    /// The text for somebody of a language, and which language it is.
    ///
    /// `pl-PL` and `PL` find `pl`.
    package func variant(for language: String?) -> (language: String, variant: Variant) {
        let wanted = language?.lowercased() ?? ""
        for tag in [wanted, String(wanted.prefix { $0.isLetter }), self.language] {
            if let variant = variants[tag] { return (tag, variant) }
        }
        return (self.language, Variant())
    }

    /// Every placeholder in it.
    ///
    /// - Throws: `TemplateError` when one stands for nothing.
    package func placeholders() throws(TemplateError) -> Set<Placeholder> {
        var found: Set<Placeholder> = []
        for part in variants.values.flatMap(\.parts) { found.formUnion(try TemplateText(part).placeholders) }
        return found
    }

    /// A part of a message that people read as its body.
    package enum Body: String, Hashable, Sendable {
        case html = "HTML"
        case text
    }

    /// The bodies in which a placeholder does not stand, each with its language.
    ///
    /// Mail programs show one of them, so that a link must stand in both.
    package func bodies(without placeholder: Placeholder) -> [(language: String, body: Body)] {
        variants.sorted { $0.key < $1.key }.flatMap { language, variant in
            [(Body.html, Self.kept(variant.html)), (.text, Self.kept(variant.text))].compactMap { body, words in
                guard let words, (try? TemplateText(words))?.placeholders.contains(placeholder) != true else {
                    return nil
                }
                return (language, body)
            }
        }
    }

    /// Whether the details of a contact may be needed, for a placeholder or for its language.
    ///
    /// Looks only roughly, since it is asked for each message while a transaction is open.
    var mayNeedDetails: Bool { variants.count > 1 || mention("detail.") }

    /// Whether the coupons of a contact may be needed.
    var mayNeedCoupons: Bool { mention("coupon.") }

    private func mention(_ prefix: String) -> Bool {
        variants.values.contains { $0.parts.contains { $0.contains(prefix) } }
    }

    /// Checks it, and tidies it up.
    ///
    /// - Throws: `TemplateError` with the first thing that is wrong.
    package func checked(for channel: MessageChannel) throws(TemplateError) -> TemplateContent {
        var result = self
        result.variants = [:]
        for (tag, variant) in variants {
            let language = tag.lowercased()
            guard (2...3).contains(language.count), language.allSatisfy({ ("a"..."z").contains($0) }) else {
                throw .unfitLanguage(tag)
            }
            result.variants[language] = try Self.checked(variant, channel, language)
        }
        result.language = language.lowercased()
        guard result.variants[result.language] != nil else { throw .noLanguage }
        return result
    }

    private static func checked(
        _ variant: Variant,
        _ channel: MessageChannel,
        _ language: String
    ) throws(TemplateError) -> Variant {
        var tidy = Variant()
        tidy.text = kept(variant.text)
        if channel == .email {
            guard let subject = kept(variant.subject) else { throw .noSubject(language: language) }
            guard let line = try? subject.line() else { throw .brokenSubject(language: language) }
            tidy.subject = line
            tidy.html = kept(variant.html)
        }
        guard tidy.html != nil || tidy.text != nil else { throw .noBody(language: language) }
        for part in tidy.parts {
            guard part.count <= maximumLength else { throw .tooLong(language: language, limit: maximumLength) }
            guard !part.utf8.contains(0) else { throw .zeroCharacter }
            _ = try TemplateText(part)
        }
        if let html = tidy.html { try TemplateText(html, as: .html).checkPlaces() }
        return tidy
    }

    private static func kept(_ text: String?) -> String? {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
        return text
    }
}
