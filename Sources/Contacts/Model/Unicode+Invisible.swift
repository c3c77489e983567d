extension Unicode.Scalar {
    /// Whether it shows nothing: control and format characters such as `U+200E`, which texts from other programs carry.
    package var isInvisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: properties.isDefaultIgnorableCodePoint
        }
    }

    /// What to call it: `U+00AD (SOFT HYPHEN)`.
    package var label: String {
        let digits = String(value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        guard let name = properties.name ?? properties.nameAlias else { return code }
        return "\(code) (\(name))"
    }
}
