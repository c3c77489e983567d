import Contacts
import Messaging

/// After how many soft bounces an address is marked invalid, as somebody typed it.
struct BounceLimitForm: Sendable, Equatable {
    private var count: String
    private var days: String

    /// What is set.
    init(_ limit: SoftBounceLimit?) {
        count = limit.map { "\($0.count)" } ?? ""
        days = limit.map { "\($0.days)" } ?? ""
    }

    /// What somebody sent.
    init(_ fields: FormFields) {
        count = fields["bounce-count"].trimmed
        days = fields["bounce-days"].trimmed
    }

    /// The limit, where both are empty none; or what must be corrected.
    func checked() -> (limit: SoftBounceLimit?, problems: [FormProblem]) {
        guard !count.isEmpty || !days.isEmpty else { return (nil, []) }
        var problems: [FormProblem] = []
        for (name, text, range) in [
            ("bounce-count", count, SoftBounceLimit.counts), ("bounce-days", days, SoftBounceLimit.spans),
        ] where Int(text).map(range.contains) != true {
            let words =
                "Write a whole number from \(range.lowerBound) to \(range.upperBound), or leave both fields empty."
            problems.append(FormProblem(name, in: "Mail that comes back", words))
        }
        guard problems.isEmpty, let count = Int(count), let days = Int(days) else { return (nil, problems) }
        return (SoftBounceLimit(count: count, days: days), [])
    }

    func fields(_ problems: [FormProblem]) -> [FormField] {
        [
            FormField(
                "bounce-count",
                "Soft bounces after which an address is marked invalid",
                .number,
                value: count,
                help: "Empty counts soft bounces and marks nothing.",
                problem: problems.text(for: "bounce-count")
            ),
            FormField(
                "bounce-days",
                "Within days",
                .number,
                value: days,
                problem: problems.text(for: "bounce-days")
            ),
        ]
    }
}
