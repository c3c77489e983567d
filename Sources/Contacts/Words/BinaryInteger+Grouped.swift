extension BinaryInteger {
    /// The number with narrow spaces between groups of three digits: `1 234 567`.
    ///
    /// The space does not break, so that a number never wraps.
    package var grouped: String {
        var result = ""
        let digits = String(magnitude)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append("\u{202F}") }
            result.append(digit)
        }
        return self < 0 ? "−" + result : result
    }

    /// The number with a noun behind it: `1 contact`, `2 000 contacts`.
    package func counted(_ singular: String, _ plural: String? = nil) -> String {
        "\(grouped) \(self == 1 ? singular : plural ?? singular + "s")"
    }
}
