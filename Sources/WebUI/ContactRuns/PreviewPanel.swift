import Actions
import Contacts
import Executions

/// What a plan would do, for people.
struct PreviewPanel: FragmentModel {
    static let template = "preview"

    struct Sample: Sendable {
        let address: String
        let person: String
        let changes: [ChangeWords]
    }

    let isReady: Bool
    let audience: String
    let outcomes: [OutcomeRow]
    let samples: [Sample]
    let problems: [FormProblem]
    /// Whether it goes into a page that is there already, and may still show older problems.
    let isUpdate: Bool

    init(
        _ preview: Preview,
        actor: Actor,
        users: [UserID: String],
        funnels: [Funnel] = [],
        automations: [Automation] = [],
        isUpdate: Bool
    ) {
        isReady = true
        self.isUpdate = isUpdate
        audience = preview.contacts.counted("contact")
        outcomes = preview.actions.map { OutcomeRow($0.action, $0.outcome) }
        samples = preview.samples.map { sample in
            Sample(
                address: "/contacts/\(sample.contact.id)",
                person: sample.contact.fields[.name] ?? sample.contact.email,
                changes: sample.changes.map {
                    ChangeWords(
                        $0.facet,
                        from: $0.old,
                        to: $0.new,
                        for: actor.name,
                        users: users,
                        funnels: funnels,
                        automations: automations
                    )
                }
            )
        }
        problems = []
    }

    init(problems: [FormProblem]) {
        isReady = false
        isUpdate = false
        audience = ""
        outcomes = []
        samples = []
        self.problems = problems
    }
}

/// How one action goes, as a row of a table.
struct OutcomeRow: Sendable {
    struct Skip: Sendable {
        let number: String
        let reason: String
    }

    let letter: String
    let summary: String
    let changed: String
    let unchanged: String
    let skips: [Skip]
    let remark: String?

    init(_ action: PlannedAction, _ outcome: Outcome) {
        letter = String(action.letter)
        summary = action.summary
        remark = action.remark(on: outcome)
        changed = outcome.changed.grouped
        unchanged = outcome.unchanged.grouped
        skips = outcome.skipped.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { Skip(number: $0.value.grouped, reason: $0.key.text) }
    }
}

/// What must be corrected, as htmx puts it into the page.
struct ProblemPanel: FragmentModel {
    static let template = "problems"

    let problems: [FormProblem]
}
