import Automations
import Contacts

/// A length of time as a number and a unit.
struct SpanForm: Sendable, Equatable {
    let name: String
    let count: String
    let unit: String

    init(_ name: String, _ fields: FormFields) {
        self.name = name
        count = fields["\(name)-count"]
        unit = fields["\(name)-unit"]
    }

    init(_ name: String, _ span: Span?, unit: Span.Unit = .day) {
        self.name = name
        count = span.map { "\($0.count)" } ?? ""
        self.unit = (span?.unit ?? unit).rawValue
    }

    /// The length; nothing where no number stands there.
    ///
    /// - Parameters:
    ///   - box: What people call the part of the form.
    ///   - problems: Where to add what must be corrected.
    /// - Returns: The length, where there is a fit one.
    func span(in box: String, _ problems: inout [FormProblem]) -> Span? {
        guard !count.isEmpty else { return nil }
        guard let number = Int(count), Span.counts.contains(number), let unit = Span.Unit(rawValue: unit) else {
            let words = "Write a whole number from 0 to \(Span.counts.upperBound.grouped), or nothing."
            problems.append(FormProblem("\(name)-count", in: box, words))
            return nil
        }
        return Span(number, unit)
    }

    func fields(_ label: String, help: String? = nil, _ problems: [FormProblem]) -> [FormField] {
        let units = Span.Unit.allCases.map { (word: $0.rawValue, caption: "\($0.rawValue)s") }
        return [
            FormField(
                "\(name)-count",
                label,
                .number,
                value: count,
                help: help,
                problem: problems.text(for: "\(name)-count")
            ),
            FormField("\(name)-unit", "Unit", .choice(units), value: unit.isEmpty ? Span.Unit.day.rawValue : unit),
        ]
    }
}
