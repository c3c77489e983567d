import Access
import Contacts
import Foundation
import Messaging
import Selections

/// The Contact manager: a group, a time, actions.
struct ContactRunPage: PageModel {
    static let template = "contact-run"

    struct Offer: Sendable {
        let word: String
        let caption: String
    }

    let mayAct: Bool
    let maySave: Bool
    /// Where Enter leads without scripts.
    let formAddress: String
    let segment: FormField
    let include: FormField
    let exclude: FormField
    let filters: [FormField]
    let query: FormField
    let detailTests: [DetailTestRow]
    let detailNames: [String]
    let isScheduled: Bool
    let at: FormField
    let timeZone: String
    let runName: FormField
    let actions: [ActionRow]
    let offers: [Offer]
    let count: CountPanel
    let preview: PreviewPanel?
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { "Contact manager" }
    var area: Area? { .manager }

    init(
        _ form: RunForm,
        surroundings: RunSurroundings,
        count: CountPanel,
        problems: [FormProblem] = [],
        preview: PreviewPanel? = nil
    ) {
        mayAct = surroundings.mayAct
        maySave = surroundings.maySave
        formAddress = surroundings.mayAct ? "/executions" : "/count"
        let filters = FilterFields(form.filters, surroundings, problems)
        segment = FormField(
            "segment",
            "Segment",
            .searchedChoice([("", "Everybody")] + surroundings.segments.map { (word: $0, caption: $0) }),
            value: form.segment,
            problem: problems.text(for: "segment")
        )
        include = FormField(
            "include",
            "Include: any of these tags",
            .names(suggestions: "/suggest/tags"),
            value: form.include,
            help: "Empty means everybody of the segment.",
            problem: problems.text(for: "include")
        )
        exclude = FormField(
            "exclude",
            "Exclude: none of these tags",
            .names(suggestions: "/suggest/tags"),
            value: form.exclude,
            problem: problems.text(for: "exclude")
        )
        self.filters = filters.fields
        query = filters.query
        detailTests = form.filters.details.map { DetailTestRow($0) }
        detailNames = surroundings.detailNames
        isScheduled = form.isScheduled
        at = FormField(
            "at",
            "Date and time",
            .dateTime,
            value: form.at,
            help: "In the time zone \(surroundings.clock.timeZone.identifier). The group is found when it starts.",
            problem: problems.text(for: "at")
        )
        timeZone = surroundings.clock.timeZone.identifier
        runName = FormField(
            "name",
            "Name of this run",
            value: form.name,
            help: "So that you find it again; empty names it after its actions.",
            problem: problems.text(for: "name"),
            limit: 200
        )
        actions = form.actions.map {
            ActionRow(
                $0,
                users: surroundings.users,
                funnels: surroundings.funnels,
                automations: surroundings.automations,
                problems: problems
            )
        }
        offers = ActionKind.allCases.map { Offer(word: $0.rawValue, caption: $0.label) }
        self.count = count
        self.preview = preview
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}

/// What the page shows that comes from the database.
struct RunSurroundings: Sendable {
    let segments: [String]
    let detailNames: [String]
    /// Every user, the disabled ones too.
    let users: [User]
    let funnels: [Funnel]
    /// The rules and workflows that whoever looks may know of.
    let automations: [Automation]
    let templates: [MessageTemplate]
    let clock: WorkspaceClock
    /// Whether whoever looks may preview and execute.
    let mayAct: Bool
    /// Whether whoever looks may save the group as a segment.
    let maySave: Bool
}

/// The filters with their labels.
struct FilterFields: Sendable {
    let fields: [FormField]
    let query: FormField

    /// Describes the boxes.
    ///
    /// - Parameters:
    ///   - form: What they hold.
    ///   - surroundings: What there is to choose from.
    ///   - problems: What is wrong with them.
    ///   - prefix: What comes before the names of the fields, where a form has several sets of them.
    init(
        _ form: FilterForm,
        _ surroundings: RunSurroundings,
        _ problems: [FormProblem],
        prefix: String = ""
    ) {
        func make(_ name: String, _ label: String, _ control: FormField.Control = .text) -> FormField {
            FormField(prefix + name, label, control, value: form[name], problem: problems.text(for: prefix + name))
        }
        let statuses =
            [(word: "", caption: "any")] + MarketingStatus.allCases.map { (word: $0.word, caption: $0.label) }
        let answers = [(word: "", caption: "any"), (word: "yes", caption: "yes"), (word: "no", caption: "no")]
        let states = [(word: "", caption: "any")] + ContactState.allCases.map { (word: $0.word, caption: $0.word) }
        let owners =
            [(word: "", caption: "any"), (word: FilterForm.noOwner, caption: "nobody")]
            + surroundings.users.map { (word: $0.email, caption: "\($0.name), \($0.email)") }
        let levels =
            [(word: "", caption: "any")]
            + [(OwnerField.main, OwnerLevel.main), (.full, .owner), (.readOnly, .readOnly)].map {
                (word: $0.0.rawValue, caption: $0.1.label)
            }
        let coupons =
            [(word: "", caption: "has one")] + CouponMatch.states.map { (word: $0.rawValue, caption: $0.rawValue) }
            + [(word: FilterForm.noCoupon, caption: "has none")]
        let passages =
            [(word: "", caption: "ever launched")]
            + AutomationMatch.states.map { (word: $0.rawValue, caption: $0.rawValue) }
            + [(word: FilterForm.neverLaunched, caption: "never launched")]
        let automations = [(word: "", caption: "any")] + AutomationChoice.launched(surroundings.automations)
        fields = [
            make("email-status", "E-mail status", .choice(statuses)),
            make("mobile-status", "Mobile status", .choice(statuses)),
            make("invalid", "Address invalid", .choice(answers)),
            make("monitored", "Monitored", .choice(answers)),
            make("state", "State", .choice(states)),
            make("email-domain", "E-mail domain"),
            make("owner", "Owner", .choice(owners)),
            make("owner-level", "Level of the owner", .choice(levels)),
            make(
                "stage",
                "Stage of a funnel",
                .choice([(word: "", caption: "any")] + StagePlace.choices(surroundings.funnels, hasAll: true))
            ),
            make("score-from", "Score from", .number),
            make("score-to", "Score to", .number),
            make("created-within", "Created within days", .number),
            make("modified-within", "Modified within days", .number),
            make("coupon", "Coupon"),
            make("coupon-state", "State of the coupon", .choice(coupons)),
            make("automation", "Rule or workflow", .choice(automations)),
            make("automation-state", "How contacts stand with it", .choice(passages)),
        ]
        query = FormField(
            prefix + "query",
            "Further conditions as a query",
            .longText,
            value: form["query"],
            help: "For example: tag all (VIP, LOYAL) and (score > 100 or detail.city = Brno)",
            problem: problems.text(for: prefix + "query")
        )
    }
}

/// A row with a condition on a standard detail.
struct DetailTestRow: FragmentModel {
    static let template = "detail-test"

    /// What comes before the names of the fields.
    let rowPrefix: String
    let name: String
    let value: String
    let choices: [FormField.Choice]

    init(_ test: FilterForm.DetailTest, prefix: String = "") {
        rowPrefix = prefix
        name = test.name
        value = test.value
        choices = [("has", "is there"), ("is", "is"), ("contains", "contains")].map {
            FormField.Choice(word: $0.0, caption: $0.1, isSelected: $0.0 == test.test)
        }
    }
}
