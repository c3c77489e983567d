import Contacts
import Selections

/// The list of segments.
struct SegmentListPage: PageModel {
    static let template = "segments"

    struct Row: Sendable {
        let address: String
        let name: String
        /// Nothing where the reader may use the segment but not look into it.
        let query: String?
        let contacts: String
        let modified: Moment
    }

    let rows: [Row]
    let mayChange: Bool
    let fields: [FormField]
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { "Segments" }
    var area: Area? { .segments }

    /// Describes the list.
    ///
    /// - Parameters:
    ///   - segments: The segments, each with its number of contacts, or why it has none.
    ///   - form: What stands in the form for a new one.
    ///   - problems: What is wrong with the form.
    ///   - clock: Writes times.
    ///   - mayChange: Whether whoever looks may save segments.
    ///   - reader: Who looks.
    init(
        _ segments: [(segment: Segment, contacts: String)],
        form: SegmentForm,
        problems: [FormProblem],
        clock: WorkspaceClock,
        mayChange: Bool,
        reader: Actor
    ) {
        self.mayChange = mayChange
        rows = segments.map { segment, contacts in
            Row(
                address: "/segments/\(segment.id)",
                name: segment.name,
                query: segment.isOpen(to: reader) ? segment.selection.textOrAll : nil,
                contacts: contacts,
                modified: clock.moment(segment.modifiedAt)
            )
        }
        fields = [form.nameField(problems), form.queryField(problems)]
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}

/// One segment.
struct SegmentPage: PageModel {
    static let template = "segment"

    let path: String
    let mayChange: Bool
    /// Nothing where the reader may use the segment but not look into it.
    let query: String?
    let heading: String
    let contacts: String
    let nameField: FormField
    let queryField: FormField
    let managerAddress: String
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { heading }
    var area: Area? { .segments }

    init(
        _ segment: Segment,
        contacts: String,
        form: SegmentForm,
        mayChange: Bool,
        reader: Actor,
        problems: [FormProblem] = []
    ) {
        let isOpen = segment.isOpen(to: reader)
        self.mayChange = mayChange && isOpen
        query = isOpen ? segment.selection.textOrAll : nil
        path = "/segments/\(segment.id)"
        heading = segment.name
        self.contacts = contacts
        nameField = form.nameField(problems)
        queryField = form.queryField(problems)
        managerAddress = "/?" + FormFields.query([("segment", segment.name)])
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}

/// The name and the query of a segment as somebody typed them.
struct SegmentForm: Sendable, Equatable {
    let name: String
    let query: String

    init(name: String, query: String) {
        self.name = name
        self.query = query
    }

    init(_ fields: FormFields) {
        self.init(name: fields["name"], query: fields["query"])
    }

    init(_ segment: Segment) {
        self.init(name: segment.name, query: segment.selection.textOrAll)
    }

    func nameField(_ problems: [FormProblem]) -> FormField {
        FormField(
            "name",
            "Name",
            value: name,
            problem: problems.text(for: "name"),
            limit: Segment.maximumNameLength,
            isRequired: true
        )
    }

    func queryField(_ problems: [FormProblem]) -> FormField {
        FormField(
            "query",
            "Who belongs to it, as a query",
            .longText,
            value: query,
            help: "For example: tag = VIP and not email-status = opted-out and score >= 10",
            problem: problems.text(for: "query")
        )
    }
}

extension Selection {
    /// The query text, `all` where nothing narrows it.
    var textOrAll: String { queryText.isEmpty ? "all" : queryText }
}
