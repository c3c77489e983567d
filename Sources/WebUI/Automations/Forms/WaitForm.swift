import Automations
import Contacts

/// How long a node waits, as somebody filled it in.
struct WaitForm: Sendable, Equatable {
    enum Kind: String, CaseIterable, Sendable {
        case span, until, weekday

        var label: String {
            switch self {
            case .span: "for a length of time"
            case .until: "until a date and time"
            case .weekday: "until a time on some days of the week"
            }
        }
    }

    var kind = Kind.span
    var span = SpanForm("wait", Span(1, .day))
    var until = ""
    var days = ""
    var time = "09:00"

    init() {}

    init(_ fields: FormFields) {
        kind = Kind(rawValue: fields["wait-kind"]) ?? .span
        span = SpanForm("wait", fields)
        until = fields["wait-until"]
        days = fields.all("wait-days").joined(separator: ",")
        time = fields["wait-time"]
    }

    /// A form that holds a wait; nothing where no form can.
    init?(_ wait: Wait) {
        switch wait {
        case .span(let length): span = SpanForm("wait", length)
        case .until(let moment): (kind, until) = (.until, moment.text)
        case .weekday(let chosen, let hour):
            kind = .weekday
            days = Weekday.allCases.filter(chosen.contains).map(\.rawValue).joined(separator: ",")
            time = hour.text
        case .rest: return nil
        }
    }

    /// The wait that the form asks for; nothing where something must be corrected.
    func wait(_ problems: inout [FormProblem]) -> Wait? {
        switch kind {
        case .span:
            if span.count.isEmpty {
                problems.append(FormProblem("wait-count", in: "Wait", "Write how long."))
                return nil
            }
            return span.span(in: "Wait", &problems).map { .span($0) }
        case .until:
            // A browser may send seconds too.
            guard let moment = LocalTime(text: String(until.prefix(16))) else {
                problems.append(FormProblem("wait-until", in: "Wait", "Choose date and time."))
                return nil
            }
            return .until(moment)
        case .weekday:
            let chosen = Set(NameList.split(days).compactMap(Weekday.init(rawValue:)))
            let hour = TimeOfDay(text: String(time.prefix(5)))
            if chosen.isEmpty { problems.append(FormProblem("wait-days", in: "Wait", "Tick at least one day.")) }
            if hour == nil { problems.append(FormProblem("wait-time", in: "Wait", "Write a time such as 09:00.")) }
            return chosen.isEmpty ? nil : hour.map { .weekday(chosen, at: $0) }
        }
    }

    func fields(_ timeZone: String, _ problems: [FormProblem]) -> [FormField] {
        let weekdays = Weekday.allCases.map { (word: $0.rawValue, caption: $0.label) }
        return [
            FormField(
                "wait-kind",
                "Wait",
                .choice(Kind.allCases.map { (word: $0.rawValue, caption: $0.label) }),
                value: kind.rawValue
            )
        ] + span.fields("Length of time", problems) + [
            FormField(
                "wait-until",
                "Date and time",
                .dateTime,
                value: until,
                help: "In the time zone \(timeZone). Who comes later goes on at once.",
                problem: problems.text(for: "wait-until")
            ),
            FormField(
                "wait-days",
                "Days of the week",
                .several(weekdays),
                value: days,
                problem: problems.text(for: "wait-days")
            ),
            FormField(
                "wait-time",
                "Time of day",
                value: time,
                help: "In the time zone \(timeZone), for example 09:00.",
                problem: problems.text(for: "wait-time"),
                limit: 5
            ),
        ]
    }
}
