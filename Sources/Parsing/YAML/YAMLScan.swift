/// Counts, byte by byte, what in a YAML text may cost much.
///
/// It does not know what stands inside quotes, so it may count too much, but never too little.
struct YAMLScan {
    /// Lines and commas.
    private(set) var parts = 1
    /// The most levels at any place: brackets that are open, or the columns by which a line is indented.
    private(set) var deepest = 0
    /// The names behind an asterisk that may be an alias, once for each time.
    private var aliases: [String] = []
    private var anchors: Set<String> = []
    private var brackets = 0
    private var isIndenting = true
    private var indenting = 0
    private var previous = UInt8(ascii: "\n")
    /// The name that is being read.
    private var name: (isAnchor: Bool, bytes: [UInt8])?

    mutating func take(_ byte: UInt8) {
        defer { previous = byte }
        if name != nil {
            if Self.continuesName(byte) { name?.bytes.append(byte) } else { endName() }
        }
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            parts += 1
            isIndenting = true
            indenting = 0
        case UInt8(ascii: ","): parts += 1
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            brackets += 1
            deepest = max(deepest, brackets)
        case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
        case UInt8(ascii: " "), UInt8(ascii: "\t"):
            if isIndenting { indenting += 1 }
            deepest = max(deepest, indenting)
        case UInt8(ascii: "-"), UInt8(ascii: "?"):
            // The sign of an element, as long as a space follows; a line of dashes is text.
            if previous == byte { isIndenting = false }
        case UInt8(ascii: "*"), UInt8(ascii: "&"):
            if Self.precedesName(previous) { name = (byte == UInt8(ascii: "&"), []) }
            isIndenting = false
        default: isIndenting = false
        }
    }

    /// How often an anchor that may be there is named.
    var aliasCount: Int { aliases.count(where: anchors.contains) }

    /// Ends a name at the end of the text.
    mutating func endName() {
        guard let name else { return }
        self.name = nil
        guard !name.bytes.isEmpty else { return }
        let text = String(decoding: name.bytes, as: UTF8.self)
        if name.isAnchor { anchors.insert(text) } else { aliases.append(text) }
    }

    private static func precedesName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ","),
            UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"):
            true
        default: false
        }
    }

    private static func continuesName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
