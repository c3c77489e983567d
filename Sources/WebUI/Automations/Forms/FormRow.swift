import Contacts
import Selections

/// One row of a form that can be taken away and moved: an event, an action or a path.
struct FormRow: Sendable {
    let rowID: String
    let rowKey: String
    /// The field that announces the row, and what it says.
    let announcer: String
    let announcement: String
    let rowHeading: String
    let advice: String?
    let fields: [FormField]
    /// Fields that stand beside each other.
    let pair: [FormField]
    let conditions: [ConditionPart]
    let canMoveUp: Bool
    let canMoveDown: Bool
    let isNew: Bool
    let flaws: [String]
    let composeAddress: String

    /// Describes a row, whose buttons lead to the composer; rows without an order have no position.
    init(
        _ key: String,
        announcer: (name: String, value: String),
        heading: String,
        advice: String? = nil,
        fields: [FormField] = [],
        pair: [FormField] = [],
        conditions: [ConditionPart] = [],
        position: (index: Int, count: Int)? = nil,
        isNew: Bool = false,
        flaws: [String] = [],
        composer: String
    ) {
        rowID = "row-\(key)"
        rowKey = key
        self.announcer = announcer.name
        announcement = announcer.value
        rowHeading = heading
        self.advice = advice
        self.fields = fields
        self.pair = pair
        self.conditions = conditions
        canMoveUp = (position?.index ?? 0) > 0
        canMoveDown = position.map { $0.index < $0.count - 1 } ?? false
        self.isNew = isNew
        self.flaws = flaws
        composeAddress = composer
    }
}

/// The boxes of a condition.
struct ConditionPart: Sendable {
    let partPrefix: String
    let segment: FormField
    let include: FormField
    let exclude: FormField
    let filters: [FormField]
    let query: FormField
    let negation: FormField
    let detailTests: [DetailTestRow]
    /// Whether the boxes are shown at once.
    let isOpen: Bool
    let words: ConditionWords
    let detailAddress: String

    init(_ form: ConditionForm, _ surroundings: RunSurroundings, _ problems: [FormProblem], opens: Bool) {
        let prefix = form.prefix
        func tags(_ name: String, _ label: String, _ value: String) -> FormField {
            FormField(
                prefix + name,
                label,
                .names(suggestions: "/suggest/tags"),
                value: value,
                problem: problems.text(for: prefix + name)
            )
        }
        let boxes = FilterFields(form.filters, surroundings, problems, prefix: prefix)
        let segments = [("", "any")] + surroundings.segments.map { (word: $0, caption: $0) }
        partPrefix = prefix
        segment = FormField(
            prefix + "segment",
            "Segment",
            .searchedChoice(segments),
            value: form.segment,
            problem: problems.text(for: prefix + "segment")
        )
        include = tags("include", "Any of these tags", form.include)
        exclude = tags("exclude", "None of these tags", form.exclude)
        filters = boxes.fields
        query = boxes.query
        negation = FormField(
            prefix + "negated",
            "Not: those who do not meet all of this",
            .tick,
            value: form.isNegated ? "yes" : ""
        )
        detailTests = form.filters.details.map { DetailTestRow($0, prefix: prefix) }
        isOpen = opens || form.hasBoxes || problems.contains { $0.field.hasPrefix(prefix) }
        words = ConditionWords(form)
        detailAddress = "/filters/detail?prefix=\(prefix)"
    }
}

/// A condition as the one query that says what its boxes say.
struct ConditionWords: FragmentModel {
    static let template = "condition-words"

    let whole: String?
    let conditionProblems: [String]
    let isEveryone: Bool

    init(_ form: ConditionForm) {
        let (criterion, problems) = form.criterion()
        whole = criterion?.queryText
        conditionProblems = problems.map { "\($0.box): \($0.text)" }
        isEveryone = criterion == nil && problems.isEmpty
    }
}
