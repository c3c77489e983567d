import Automations
import Contacts
import Selections

/// The page on which a rule is built.
struct RulePage: PageModel {
    static let template = "rule"

    let head: AutomationHead
    /// Nothing for those who may only look.
    let editor: RuleEditor?
    let picture: GraphPicture

    var title: String { head.heading }
    var area: Area? { .rules }

    init(_ open: OpenAutomation, editor: RuleEditor?) {
        head = AutomationHead(open, .definition)
        self.editor = editor
        var showing = GraphShowing()
        showing.path = "\(open.path)/contacts"
        picture = GraphPicture(open.draft.definition.graph, showing)
    }
}

/// The form of a rule, with what is wrong beside what it is about.
struct RuleEditor: FragmentModel {
    static let template = "rule-editor"

    /// The actions for those who meet the condition, or for the others.
    struct Branch: Sendable {
        let branchID: String
        let branchWord: String
        let branchHeading: String
        let rows: [FormRow]
        let offers: [ContactRunPage.Offer]
    }

    let saveAddress: String
    let composeAddress: String
    let checkAddress: String
    let revision: String
    let events: [FormRow]
    let eventOffers: [ContactRunPage.Offer]
    let delay: [FormField]
    let condition: ConditionPart
    let branches: [Branch]
    let detailNames: [String]
    let check: RuleCheck
    let problems: [FormProblem]
    let hasProblems: Bool

    /// Describes the form.
    ///
    /// - Parameters:
    ///   - form: What it holds.
    ///   - path: The address of the rule.
    ///   - surroundings: What there is to choose from.
    ///   - flaws: What is wrong with the rule, or worth a look.
    ///   - problems: What must be corrected before it can be saved.
    init(
        _ form: RuleForm,
        path: String,
        _ surroundings: RunSurroundings,
        flaws: [Flaw],
        problems: [FormProblem] = []
    ) {
        let composer = "\(path)/compose"
        saveAddress = path
        composeAddress = composer
        checkAddress = "\(path)/check"
        revision = "\(form.revision)"
        let check = RuleCheck(form, flaws)
        self.check = check
        events = form.events.map { row in
            FormRow(
                row.key,
                announcer: ("event", "\(row.key).\(row.kind.rawValue)"),
                heading: row.kind.label,
                fields: row.fields(surroundings, problems),
                isNew: row.key == form.newKey,
                flaws: check.flaws(at: "row-\(row.key)"),
                composer: composer
            )
        }
        eventOffers = Self.eventOffers
        delay = form.delay.fields("Delay before the condition", help: "Empty means none.", problems)
        condition = ConditionPart(form.condition, surroundings, problems, opens: true)
        branches = [("yes", "Those who meet the condition", form.yes), ("no", "The others", form.no)].map {
            word,
            heading,
            rows in
            Branch(
                branchID: "branch-\(word)",
                branchWord: word,
                branchHeading: heading,
                rows: rows.enumerated().map { index, row in
                    FormRow(
                        row.key,
                        announcer: (word, "\(row.key).\(row.action.kind.word)"),
                        heading: row.action.kind.label,
                        advice: row.action.kind.advice,
                        fields: row.action.fields(surroundings, problems),
                        pair: row.delay.fields("After", help: "Empty means at once.", problems),
                        position: (index, rows.count),
                        isNew: row.key == form.newKey,
                        flaws: check.flaws(at: "row-\(row.key)"),
                        composer: composer
                    )
                },
                offers: NodeActionKind.all.map { ContactRunPage.Offer(word: $0.word, caption: $0.label) }
            )
        }
        detailNames = surroundings.detailNames
        self.problems = problems
        hasProblems = !problems.isEmpty
    }

    static let eventOffers = EventKind.allCases.map { ContactRunPage.Offer(word: $0.rawValue, caption: $0.label) }
}

/// What is wrong with a rule as it stands in its form, or worth a look.
struct RuleCheck: FragmentModel {
    static let template = "rule-check"

    struct Item: Sendable {
        let anchor: String
        let words: String
        let isError: Bool
    }

    /// The flaws of one row, which go to where it stands.
    struct Place: Sendable {
        let placeID: String
        let texts: [String]
    }

    let items: [Item]
    let rows: [Place]
    let condition: ConditionWords
    /// Whether it goes into a page that is there already.
    let isUpdate: Bool
    /// Whether something was found that keeps the rule from being activated.
    let isFlawless: Bool

    init(_ form: RuleForm, _ flaws: [Flaw], problems: [FormProblem] = [], isUpdate: Bool = false) {
        items =
            problems.map { Item(anchor: $0.anchor, words: "\($0.box): \($0.text)", isError: true) }
            + flaws.map { Item(anchor: form.anchor(of: $0), words: $0.message.asSentence, isError: $0.isError) }
        let keys = form.events.map(\.key) + form.yes.map(\.key) + form.no.map(\.key)
        rows = keys.map { key in
            let anchor = "row-\(key)"
            return Place(
                placeID: "\(anchor)-flaws",
                texts: flaws.filter { form.anchor(of: $0) == anchor }.map(\.message.asSentence)
            )
        }
        condition = ConditionWords(form.condition)
        self.isUpdate = isUpdate
        isFlawless = items.isEmpty
    }

    func flaws(at anchor: String) -> [String] { rows.first { $0.placeID == "\(anchor)-flaws" }?.texts ?? [] }
}
