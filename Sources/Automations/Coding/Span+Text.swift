import Actions

extension Span {
    /// Reads `3 days`, `1 hour`.
    package init?(text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let count = Int(parts[0]), Self.counts.contains(count),
            let unit = Unit.allCases.first(where: { parts[1] == $0.rawValue || parts[1] == $0.rawValue + "s" })
        else { return nil }
        self.init(count, unit)
    }

    /// The form that `init(text:)` reads.
    package var text: String { "\(count) \(unit.rawValue)\(count == 1 ? "" : "s")" }

    /// Whether no time passes.
    package var isZero: Bool { count == 0 }
}

extension ActionNode {
    func span() throws -> Span {
        guard let text = try? text(), let span = Span(text: text) else {
            throw error(
                .automation(
                    "write a length of time such as \"3 days\": a whole number up to \(Span.counts.upperBound), and minutes, hours, days, weeks or months"
                )
            )
        }
        return span
    }
}
