import Contacts

/// Reads HTML as far as it takes to know where placeholders stand.
///
/// The HTML is what a user typed and may be anything; whatever is unclear counts as the place where more could happen.
struct TemplatePlaceParser {
    private enum State {
        case text
        /// Inside `<script>`, `<style>` and the like.
        case raw(String)
        case tagName(String)
        case inTag
        case attributeName(String)
        case afterName(String)
        case value(attribute: String, quote: UInt8?)
    }

    /// Attributes whose value is an address.
    private static let addressAttributes: Set<String> = [
        "href", "src", "srcset", "action", "formaction", "background", "poster", "cite", "data", "longdesc", "ping",
        "manifest", "lowsrc", "dynsrc", "xlink:href", "usemap", "codebase", "classid", "profile", "icon",
    ]
    private static let rawElements: Set<String> = ["script", "style", "xmp", "iframe", "noembed", "noframes"]

    private var state = State.text
    private var element = ""
    /// What surely stands in the value of the attribute so far, one for each open section.
    private var fixed = [""]
    private var places: [TemplatePlace] = []

    /// The place of each placeholder that stands for a value, in their order.
    ///
    /// - Parameter html: The template, whose placeholders are all closed.
    /// - Returns: One place for each.
    static func places(in html: String) -> [TemplatePlace] {
        var parser = TemplatePlaceParser()
        parser.read(Array(html.utf8))
        return parser.places
    }

    private mutating func read(_ bytes: [UInt8]) {
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "{"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "{") {
                index = readPlaceholder(bytes, at: index)
            } else {
                read(bytes[index], bytes, at: index)
                index += 1
            }
        }
    }

    /// Reads a placeholder.
    ///
    /// - Returns: Where the rest begins.
    private mutating func readPlaceholder(_ bytes: [UInt8], at start: Int) -> Int {
        var end = start + 2
        while end + 1 < bytes.count, bytes[end] != UInt8(ascii: "}") || bytes[end + 1] != UInt8(ascii: "}") { end += 1 }
        switch end > start + 2 ? bytes[start + 2] : 0 {
        case UInt8(ascii: "#"), UInt8(ascii: "^"): fixed.append(fixed.last ?? "")
        case UInt8(ascii: "/"): if fixed.count > 1 { fixed.removeLast() }
        default:
            places.append(place(of: String(decoding: bytes[(start + 2)..<min(end, bytes.count)], as: UTF8.self)))
        }
        return min(end + 2, bytes.count)
    }

    private func place(of inside: String) -> TemplatePlace {
        switch state {
        case .text: return .text
        case .raw(let element): return .element(element)
        case .tagName, .inTag, .attributeName, .afterName, .value(_, quote: nil): return .tag
        case .value(let attribute, _):
            if attribute == "style" || attribute.hasPrefix("on") || attribute == "srcdoc" || element == "meta" {
                return .code(attribute: attribute)
            }
            guard Self.addressAttributes.contains(attribute), !Self.isOwnAddress(inside) else { return .text }
            let lead = (fixed.last ?? "").lowercased().trimmed
            let leadsSomewhere = /(https?:\/\/[a-z0-9.-]+(:[0-9]+)?[\/?#]|mailto:|tel:|sms:)[\s\S]*/
            return lead.wholeMatch(of: leadsSomewhere) == nil ? .address(attribute: attribute, lead: lead) : .text
        }
    }

    /// Whether a placeholder stands for a whole address of this program.
    private static func isOwnAddress(_ inside: String) -> Bool {
        let word = inside.prefix { $0 != "|" }.filter { !$0.isWhitespace }
        return ["unsubscribe-url", "preferences-url", "confirm-url"].contains(word) && !inside.contains("|")
    }

    private mutating func read(_ byte: UInt8, _ bytes: [UInt8], at index: Int) {
        let character = Character(UnicodeScalar(byte))
        let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
        switch state {
        case .text:
            guard character == "<", index + 1 < bytes.count else { return }
            let next = Character(UnicodeScalar(bytes[index + 1]))
            if next.isASCII, next.isLetter || next == "/" { state = .tagName("") }
        case .raw(let name):
            guard character == "<" else { return }
            let rest = String(decoding: bytes[(index + 1)...].prefix(name.utf8.count + 1), as: UTF8.self)
            if rest.lowercased() == "/" + name { state = .tagName("") }
        case .tagName(let name):
            if isSpace || character == ">" || character == "/" && !name.isEmpty {
                element = name
                state = .inTag
                if character == ">" { endTag() }
            } else {
                state = .tagName(name + character.lowercased())
            }
        case .inTag:
            if character == ">" {
                endTag()
            } else if !isSpace, character != "/" {
                state = .attributeName(character.lowercased())
            }
        case .attributeName(let name):
            if character == "=" {
                state = .afterName(name)
            } else if character == ">" {
                endTag()
            } else if isSpace {
                state = nextNonSpace(bytes, after: index) == UInt8(ascii: "=") ? .attributeName(name) : .inTag
            } else if character == "/" {
                state = .inTag
            } else {
                state = .attributeName(name + character.lowercased())
            }
        case .afterName(let name):
            if isSpace { return }
            fixed = Array(repeating: "", count: fixed.count)
            switch character {
            case "\"", "'": state = .value(attribute: name, quote: byte)
            case ">": endTag()
            default: state = .value(attribute: name, quote: nil)
            }
        case .value(_, let quote):
            if let quote {
                if byte == quote { state = .inTag } else { keep(byte) }
            } else if character == ">" {
                endTag()
            } else if isSpace {
                state = .inTag
            }
        }
    }

    private mutating func keep(_ byte: UInt8) {
        let text = String(UnicodeScalar(byte < 0x80 ? byte : UInt8(ascii: "?")))
        if let last = fixed.indices.last { fixed[last] += text }
    }

    private mutating func endTag() {
        state = Self.rawElements.contains(element) ? .raw(element) : .text
    }

    private func nextNonSpace(_ bytes: [UInt8], after index: Int) -> UInt8? {
        bytes[(index + 1)...].first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    }
}
