/// Where the placeholders of an HTML template stand, and so what a value in their place could do.
enum TemplatePlace: Sendable, Hashable {
    /// In text, or in the value of an attribute where a value is nothing but text.
    case text
    /// Where a value would say to which site the address in the attribute of this name leads, behind what stands there
    /// already.
    case address(attribute: String, lead: String)
    /// In the value of the attribute of this name, which mail programs run or lay out by.
    case code(attribute: String)
    /// In a tag outside quotation marks, where a value could bring attributes along.
    case tag
    /// In an element of this name, whose text is no text.
    case element(String)
}

extension TemplatePlace {
    /// Why no placeholder may stand here; `nil` if one may.
    func refusal(of placeholder: String) -> TemplateError? {
        switch self {
        case .text: nil
        case .address(let attribute, _): .openAddress(placeholder, attribute: attribute)
        case .code(let attribute): .unsafePlaceholder(placeholder, place: "the attribute \(attribute)")
        case .tag: .unsafePlaceholder(placeholder, place: "a tag outside quotation marks")
        case .element(let name): .unsafePlaceholder(placeholder, place: "the element \(name)")
        }
    }

    /// The value as it may stand here.
    ///
    /// Templates that were saved before such places were refused may have placeholders in all of them.
    func neutral(_ value: String) -> String {
        switch self {
        case .text: return value
        case .address(_, let lead):
            // Mail programs pass over white space and control characters in addresses.
            let bare = value.unicodeScalars.filter {
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            }
            let text = String(String.UnicodeScalarView(bare))
            if lead.isEmpty {
                let leadsElsewhere = text.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:|[\/\\]{2}/) != nil
                return leadsElsewhere ? "#" : value
            }
            return text.first.map { "/?#".contains($0) } == true ? value : ""
        case .code, .tag, .element: return ""
        }
    }
}
