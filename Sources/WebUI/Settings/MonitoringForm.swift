import Contacts
import Tracking

/// The settings of monitoring as somebody typed them.
struct MonitoringForm: Sendable, Equatable {
    private var points: [ScoredActivity: String] = [:]
    private var honoursPrivacySignals: Bool
    private var days: String
    private var dailyPoints: String

    /// What is set.
    init(_ settings: MonitoringSettings, _ scoring: ScoringPoints) {
        for activity in ScoredActivity.allCases { points[activity] = "\(scoring.points(for: activity))" }
        honoursPrivacySignals = settings.honoursPrivacySignals
        days = "\(settings.unknownDays)"
        dailyPoints = "\(settings.dailyPoints)"
    }

    /// What somebody sent.
    init(_ fields: FormFields) {
        for activity in ScoredActivity.allCases { points[activity] = fields[Self.name(activity)] }
        honoursPrivacySignals = fields["privacy"] == "yes"
        days = fields["unknown-days"]
        dailyPoints = fields["daily-points"]
    }

    /// What is asked for, or what must be corrected.
    func checked() -> (settings: Checked?, problems: [FormProblem]) {
        var problems: [FormProblem] = []
        var found: [ScoredActivity: Int64] = [:]
        for activity in ScoredActivity.allCases {
            if let number = Int64(points[activity] ?? ""), ScoredActivity.range.contains(number) {
                found[activity] = number
            } else {
                let words = MonitoringError.points(activity).message.asSentence
                problems.append(FormProblem(Self.name(activity), in: "Points", words))
            }
        }
        let keeping = Int64(days).flatMap { MonitoringSettings.days.contains($0) ? $0 : nil }
        if keeping == nil {
            problems.append(FormProblem("unknown-days", in: "Monitoring", MonitoringError.days.message.asSentence))
        }
        let daily = Int64(dailyPoints).flatMap { MonitoringSettings.dailyPoints.contains($0) ? $0 : nil }
        if daily == nil {
            let words = MonitoringError.dailyPoints.message.asSentence
            problems.append(FormProblem("daily-points", in: "Points", words))
        }
        guard problems.isEmpty, let keeping, let daily else { return (nil, problems) }
        let settings = Checked(
            points: found,
            honoursPrivacySignals: honoursPrivacySignals,
            unknownDays: keeping,
            dailyPoints: daily
        )
        return (settings, [])
    }

    /// Settings that can be kept.
    struct Checked: Sendable {
        let points: [ScoredActivity: Int64]
        let honoursPrivacySignals: Bool
        let unknownDays: Int64
        let dailyPoints: Int64
    }

    func fields(_ problems: [FormProblem]) -> [FormField] {
        [
            FormField(
                "privacy",
                "Let visitors alone who ask for it",
                .tick,
                value: honoursPrivacySignals ? "yes" : "",
                help: "Browsers ask by Do-Not-Track or Global Privacy Control."
            ),
            FormField(
                "unknown-days",
                "Days for which visits of unknown visitors are kept",
                .number,
                value: days,
                problem: problems.text(for: "unknown-days")
            ),
            FormField(
                "daily-points",
                "Points for visits in a day",
                .number,
                value: dailyPoints,
                help: "Visits move the score of a contact by no more than this, as anybody can send hits.",
                problem: problems.text(for: "daily-points")
            ),
        ]
            + ScoredActivity.allCases.map { activity in
                FormField(
                    Self.name(activity),
                    "Points: \(activity.label)",
                    .number,
                    value: points[activity] ?? "",
                    problem: problems.text(for: Self.name(activity))
                )
            }
    }

    private static func name(_ activity: ScoredActivity) -> String { "points-\(activity.rawValue)" }
}
