import Access
import Actions
import Contacts
import Genders
import Tracking

/// One row of the actions as the page shows it.
struct ActionRow: FragmentModel {
    static let template = "action-row"

    let rowKey: String
    let announcement: String
    let heading: String
    let advice: String?
    let fields: [FormField]
    let isDangerous: Bool

    init(
        _ form: ActionForm,
        users: [User] = [],
        funnels: [Funnel] = [],
        automations: [Automation] = [],
        problems: [FormProblem] = []
    ) {
        rowKey = form.key
        announcement = "\(form.key).\(form.kind.rawValue)"
        heading = form.kind.label
        advice = form.kind.advice
        isDangerous = form.kind == .deleteContacts
        fields = form.kind.settings.map { Self.field($0, of: form, users, funnels, automations, problems) }
    }

    /// As the other one, with everything that there is to choose from.
    init(_ form: ActionForm, _ surroundings: RunSurroundings, problems: [FormProblem]) {
        self.init(
            form,
            users: surroundings.users,
            funnels: surroundings.funnels,
            automations: surroundings.automations,
            problems: problems
        )
    }

    private static func field(
        _ setting: String,
        of form: ActionForm,
        _ users: [User],
        _ funnels: [Funnel],
        _ automations: [Automation],
        _ problems: [FormProblem]
    ) -> FormField {
        let name = form.name(setting)
        func make(
            _ label: String,
            _ control: FormField.Control = .text,
            help: String? = nil,
            limit: Int? = nil
        ) -> FormField {
            FormField(
                name,
                label,
                control,
                value: form[setting],
                help: help,
                problem: problems.text(for: name),
                limit: limit
            )
        }
        switch (form.kind, setting) {
        case (_, "mode"):
            return make("What", .choice([("mark", "Mark as invalid"), ("restore", "Restore the status before")]))
        case (_, "status"): return make("New status", .choice([("opt-out", "opted out"), ("opt-in", "opted in")]))
        case (_, "state"):
            return make("New state", .choice(ChangeState.offered.map { (word: $0.word, caption: $0.word) }))
        case (_, "names"):
            return make("Tags", .names(suggestions: "/suggest/tags"), help: "Confirm each with Enter or a comma.")
        case (_, "details"):
            return make("Details", .names(suggestions: "/suggest/details"), help: "Confirm each with Enter or a comma.")
        case (_, "prefix"): return make("Prefix", limit: TagName.maximumLength)
        case (.setScore, "score"): return make("Score", .number)
        case (_, "score"): return make("Score of each new tag", .number)
        case (_, "name"): return make("Detail", .detailName, limit: DetailName.maximumLength)
        case (_, "value"): return make("Value", limit: SetDetail.maximumLength)
        case (_, "text"): return make("Note", .countedText, limit: NoteDraft.maximumLength)
        case (_, "user"):
            let people = users.filter(\.isActive).map { (word: $0.email, caption: "\($0.name), \($0.email)") }
            return make("Owner", .searchedChoice([("", "choose")] + people))
        case (_, "level"):
            return make("Level", .choice(OwnerLevel.allCases.reversed().map { (word: $0.word, caption: $0.label) }))
        case (.addToStage, "place"):
            return make("Stage", .searchedChoice([("", "choose")] + StagePlace.choices(funnels, hasAll: false)))
        case (_, "place"):
            return make("From", .searchedChoice([("", "choose")] + StagePlace.choices(funnels, hasAll: true)))
        case (_, "rule"):
            return make("Rule", .searchedChoice([("", "choose")] + AutomationChoice.runnable(.rule, of: automations)))
        case (_, "check-conditions"):
            return make(
                "Check conditions included in the rule",
                .tick,
                help: "On, contacts that do not meet the condition take the other actions of the rule. Off, everybody "
                    + "counts as meeting it."
            )
        case (_, "workflow"):
            let workflows = AutomationChoice.runnable(.workflow, of: automations)
            return make("Workflow", .searchedChoice([("", "choose")] + workflows))
        case (_, "workflows"):
            return make(
                "Start workflows that wait for a change of owner",
                .tick,
                help: "Off, the change starts nothing. On, each contact whose owners change enters the workflows that "
                    + "wait for this, all at once: think of the messages that they send."
            )
        case (_, "owner"): return make("E-mail of the owner", .email, limit: EmailAddress.maximumLength)
        case (_, "coupon"):
            return make(
                "Name of the coupon",
                help: "Letters from A to Z, digits, - and _, without spaces.",
                limit: CouponName.maximumLength
            )
        case (_, "length"): return make("Characters in each code, 5 to 64", .number)
        case (_, "days"): return make("Valid for days", .number)
        case (_, "page"):
            return make(
                "Page to which the links lead",
                help: "Its address, on a monitored site, such as https://shop.example/sale.",
                limit: WebAddress.maximumLength
            )
        case (_, "only-me"):
            return make("Private: only I see the document", .tick, help: "Not even administrators see it then.")
        case (_, "private"): return make("Private: only I see it", .tick)
        case (_, "country"):
            return make("Country of the names", .choice(NameCountry.allCases.map { ($0.rawValue, $0.label) }))
        case (_, "position"):
            return make(
                "In the name field the first name stands",
                .choice([("first", "1: before the last name"), ("last", "2: after the last name")])
            )
        case (_, "women"): return make("Tag for women", limit: TagName.maximumLength)
        case (_, "men"): return make("Tag for men", limit: TagName.maximumLength)
        case (_, "unknown"): return make("Tag for unknown", limit: TagName.maximumLength)
        case (_, "confirmation"):
            return make("Type the exact number of contacts to confirm", help: "The number stands beside “Count”.")
        default: return make(setting)
        }
    }
}
