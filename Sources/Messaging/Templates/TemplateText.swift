import Foundation
import Mustache

/// One part of a template, ready to be filled in.
///
/// The syntax is Mustache's: `{{name}}`, `{{#name}}…{{/name}}` where there is a value, `{{^name}}…{{/name}}` where there
/// is none; and `{{name|otherwise}}`. Names that Mustache does not take, such as `detail.Rozmiar buta`, get a plain name
/// before it sees them.
struct TemplateText: Sendable {
    /// What the values go into.
    enum Form: Sendable {
        case plain
        case html
    }

    private struct Slot: Hashable {
        let placeholder: Placeholder
        let fallback: String
        let place: TemplatePlace
    }

    private let form: Form
    private let slots: [Slot]
    /// The source with plain names.
    private let source: String

    /// The placeholders in it.
    var placeholders: Set<Placeholder> { Set(slots.map(\.placeholder)) }

    /// Reads a part of a template.
    ///
    /// - Parameters:
    ///   - text: The part.
    ///   - form: What it is.
    /// - Throws: `TemplateError`.
    init(_ text: String, as form: Form = .plain) throws(TemplateError) {
        self.form = form
        var places = (form == .html ? TemplatePlaceParser.places(in: text) : [])[...]
        var slots: [Slot] = []
        var source = ""
        var open: [String] = []
        var rest = text[...]
        while let start = rest.range(of: "{{") {
            source += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard let end = rest.range(of: "}}") else { throw .unfinishedPlaceholder("{{" + rest.prefix(30)) }
            let inside = rest[..<end.lowerBound]
            rest = rest[end.upperBound...]
            if rest.hasPrefix("}") || inside.contains("{") || inside.hasPrefix("&") {
                throw .unescapedPlaceholder("{{\(inside)}}")
            }
            let sign = inside.first.flatMap { "#^/".contains($0) ? String($0) : nil } ?? ""
            let parts = inside.dropFirst(sign.count).split(
                separator: "|",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            let word = parts[0].trimmingCharacters(in: .whitespaces)
            let slot = Slot(
                placeholder: try Placeholder(word: word),
                fallback: parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "",
                place: sign.isEmpty ? places.popFirst() ?? .text : .text
            )
            let index = slots.firstIndex(of: slot) ?? slots.count
            if index == slots.count { slots.append(slot) }
            switch sign {
            case "#", "^": open.append(word)
            case "/": guard open.popLast() == word else { throw .unfitSection(word) }
            default: break
            }
            source += "{{\(sign)\(Self.name(of: index, sign))}}"
        }
        if let left = open.last { throw .unfitSection(left) }
        self.slots = slots
        self.source = source + rest
    }

    /// A section looks at whether there is a value, whatever stands in its place otherwise.
    private static func name(of index: Int, _ sign: String) -> String { sign.isEmpty ? "v\(index)" : "h\(index)" }

    /// Makes sure that no placeholder stands where its value could be more than text.
    ///
    /// - Throws: `TemplateError` that names the first one that does.
    func checkPlaces() throws(TemplateError) {
        for slot in slots {
            if let refusal = slot.place.refusal(of: "{{\(slot.placeholder.word)}}") { throw refusal }
        }
    }

    /// Compiles it.
    func compiled() throws -> CompiledText {
        let type = form == .plain ? "{{% CONTENT_TYPE:TEXT}}" : ""
        return CompiledText(
            template: try MustacheTemplate(string: type + source),
            slots: slots.map { ($0.placeholder, $0.fallback, $0.place) }
        )
    }
}

/// A part of a template that is filled in for contact after contact.
struct CompiledText: Sendable {
    let template: MustacheTemplate
    let slots: [(placeholder: Placeholder, fallback: String, place: TemplatePlace)]

    /// The part with the values in it.
    func filled(_ value: (Placeholder) -> String) -> String {
        var context: [String: Any] = [:]
        for (index, slot) in slots.enumerated() {
            let found = value(slot.placeholder)
            context["v\(index)"] = found.isEmpty ? slot.fallback : slot.place.neutral(found)
            context["h\(index)"] = !found.isEmpty
        }
        return template.render(context)
    }
}
