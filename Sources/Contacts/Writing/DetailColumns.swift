/// What the database keeps beside a detail's value, to compare it.
package struct DetailColumns {
    /// The folded value, where it differs from the value.
    package let key: String?
    /// The value as a number, where it is one.
    package let number: Double?

    package init(_ value: String) {
        let folded = value.folded
        // By bytes, as databases compare: two spellings of one letter are equal to Swift.
        key = folded.utf8.elementsEqual(value.utf8) ? nil : folded
        number = Self.number(in: value)
    }

    /// Digits with an optional sign and a decimal point or comma; no exponents, no words such as `nan`.
    package static func number(in value: String) -> Double? {
        var text = ""
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: ","): text += "."
            default: return nil
            }
            if text.utf8.count > 32 { return nil }
        }
        return Double(text)
    }
}
