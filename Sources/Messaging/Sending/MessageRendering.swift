import Contacts
import Foundation
import Synchronization

/// A message as it leaves.
struct RenderedMessage: Sendable, Hashable {
    let subject: String
    let text: String
    let html: String?
    /// Where the recipient unsubscribes; nothing where there is nothing to unsubscribe from.
    let unsubscription: String?
}

/// Puts messages together.
///
/// Templates are compiled once for each of their revisions.
final class MessageRenderer: Sendable {
    private struct Compiled: Sendable {
        let subject: CompiledText?
        let html: CompiledText?
        let text: CompiledText?
        /// Whether the message says itself where to unsubscribe.
        let namesUnsubscription: Bool
    }

    private struct Key: Hashable {
        let template: TemplateID
        let revision: Int64
        let language: String
    }

    private static let cacheSize = 200
    private let cache = Mutex<[Key: Compiled]>([:])

    /// Puts a message together for its recipient.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - links: The addresses in it.
    /// - Returns: What it says.
    /// - Throws: `TemplateError` when the template is not fit any more.
    func rendered(_ message: PreparedMessage, links: MessageLinks) throws -> RenderedMessage {
        guard let template = message.template else {
            return RenderedMessage(
                subject: message.parameters.subject ?? "",
                text: message.parameters.text ?? "",
                html: nil,
                unsubscription: nil
            )
        }
        let (language, variant) = template.content.variant(for: message.language ?? message.ownLanguage)
        let compiled = try compiled(template, language, variant)
        let values = MessageValues(message: message, links: links)
        let subject = compiled.subject?.filled(values.value) ?? ""
        var html = compiled.html?.filled(values.value)
        var text = compiled.text?.filled(values.value) ?? html.map { PlainText(html: $0).text } ?? ""
        let isMarketing = message.purpose == .marketing && message.channel == .email
        let unsubscription = isMarketing ? links.unsubscription(from: message.id) : nil
        if let unsubscription, !compiled.namesUnsubscription {
            text += "\n\n-- \nUnsubscribe: \(unsubscription)\n"
            html = html.map { Footer.added(to: $0, link: unsubscription) }
        }
        if isMarketing, template.content.isFollowed {
            html = html.map { LinkRewriting(links: links, message: message.id).rewritten($0) }
        }
        return RenderedMessage(
            subject: subject.onOneLine,
            text: text,
            html: html,
            unsubscription: unsubscription
        )
    }

    private func compiled(
        _ template: MessageTemplate,
        _ language: String,
        _ variant: TemplateContent.Variant
    ) throws -> Compiled {
        let key = Key(template: template.id, revision: template.revision, language: language)
        if let known = cache.withLock({ $0[key] }) { return known }
        let texts = try (
            subject: variant.subject.map { try TemplateText($0) },
            html: variant.html.map { try TemplateText($0, as: .html) },
            text: variant.text.map { try TemplateText($0) }
        )
        let placeholders = [texts.html, texts.text].compactMap(\.self).map(\.placeholders)
        let compiled = Compiled(
            subject: try texts.subject?.compiled(),
            html: try texts.html?.compiled(),
            text: try texts.text?.compiled(),
            namesUnsubscription: placeholders.allSatisfy { $0.contains(.unsubscribe) || $0.contains(.preferences) }
        )
        cache.withLock { cache in
            if cache.count >= Self.cacheSize { cache = [:] }
            cache[key] = compiled
        }
        return compiled
    }
}

extension String {
    /// The text without line breaks, which would end a header.
    var onOneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}

extension PreparedMessage {
    /// The language that the contact has as a standard detail.
    fileprivate var ownLanguage: String? { details.first { $0.key.text.folded == "language" }?.value }
}

/// What stands in the place of placeholders.
private struct MessageValues {
    let message: PreparedMessage
    let links: MessageLinks

    func value(_ placeholder: Placeholder) -> String {
        switch placeholder {
        case .firstName: message.contact?.name.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        case .field(.email): message.contact?.email ?? message.recipient
        case .field(let field): message.contact?.fields[field] ?? ""
        case .score: message.contact.map { "\($0.score)" } ?? ""
        case .state: message.contact?.state.word ?? ""
        case .detail(let name): message.details[name] ?? ""
        case .coupon(let name): message.coupons[name] ?? ""
        case .unsubscribe: links.unsubscription(from: message.id)
        case .preferences: links.preferences(from: message.id)
        case .confirmation: message.parameters.confirmation.map(links.address) ?? ""
        }
    }
}

/// The line under an e-mail that says nowhere how to unsubscribe.
private enum Footer {
    static func added(to html: String, link: String) -> String {
        let line = #"<p style="font-size:small"><a href="\#(link)">Unsubscribe</a></p>"#
        guard let end = html.range(of: "</body>", options: [.caseInsensitive, .backwards]) else { return html + line }
        return html.replacingCharacters(in: end, with: line + html[end])
    }
}
