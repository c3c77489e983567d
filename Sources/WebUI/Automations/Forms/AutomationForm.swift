import Automations
import Contacts

/// The settings of a rule or workflow as somebody typed them.
struct AutomationForm: Sendable, Equatable {
    var name = ""
    var group = ""
    var isShared = true
    var maximum = ""
    var interval = SpanForm("interval", nil)

    init() {}

    init(_ fields: FormFields) {
        name = fields["name"]
        group = fields["group"]
        isShared = fields["shared"] == "yes"
        maximum = fields["maximum"]
        interval = SpanForm("interval", fields)
    }

    init(_ automation: Automation) {
        name = automation.name
        group = automation.group ?? ""
        isShared = automation.isShared
        maximum = automation.limits.maximum.map { "\($0)" } ?? ""
        let span = automation.limits.interval == 0 ? nil : automation.limits.span
        interval = SpanForm("interval", span)
    }

    /// The settings, or what must be corrected.
    func settings() -> (settings: AutomationSettings?, problems: [FormProblem]) {
        var problems: [FormProblem] = []
        let span = interval.span(in: "Interval", &problems) ?? Span(0, .day)
        var most: Int64?
        if !maximum.isEmpty {
            most = Int64(maximum.filter { !$0.isWhitespace })
            if most == nil {
                problems.append(FormProblem("maximum", in: "Maximum", "Write a whole number, or nothing."))
            }
        }
        let limits = LaunchLimits(maximum: most, every: span)
        if limits == nil {
            let words = "Months differ in length: write the time in days or weeks."
            problems.append(FormProblem("interval-count", in: "Interval", words))
        }
        guard problems.isEmpty, let limits else { return (nil, problems) }
        let wanted = AutomationSettings(name, group: group.isEmpty ? nil : group, isShared: isShared, limits: limits)
        return (wanted, [])
    }

    /// What is wrong, at the field that it is about.
    func problem(_ error: AutomationError) -> FormProblem {
        let words = error.message.asSentence
        return switch error {
        case .unfitMaximum: FormProblem("maximum", in: "Maximum", words)
        case .unfitInterval: FormProblem("interval-count", in: "Interval", words)
        case .sharingNeedsWholeBase: FormProblem("shared", in: "Shared", words)
        default: FormProblem("name", in: "Name", words)
        }
    }

    /// The fields for the name and the group.
    func nameFields(_ problems: [FormProblem]) -> [FormField] {
        [
            FormField(
                "name",
                "Name",
                value: name,
                problem: problems.text(for: "name"),
                limit: Automation.maximumNameLength,
                isRequired: true
            ),
            FormField(
                "group",
                "Group",
                value: group,
                help: "Where it is listed among others; may stay empty.",
                problem: problems.text(for: "group"),
                limit: Automation.maximumNameLength
            ),
        ]
    }

    /// The field that shares it.
    func sharedField(_ problems: [FormProblem]) -> FormField {
        FormField(
            "shared",
            "Shared: every user may use it, and it works on all contacts",
            .tick,
            value: isShared ? "yes" : "",
            help: "Otherwise it is yours alone, and works on the contacts that you own.",
            problem: problems.text(for: "shared")
        )
    }

    /// The fields for how often it may be launched.
    func limitFields(_ problems: [FormProblem]) -> [FormField] {
        [
            FormField(
                "maximum",
                "Launches for one contact at most",
                .number,
                value: maximum,
                help: "Empty means any number.",
                problem: problems.text(for: "maximum")
            )
        ] + interval.fields("Time between two launches for one contact", help: "Empty means none.", problems)
    }
}
