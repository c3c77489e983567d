import Contacts
import Selections

/// A condition as boxes and a query, all of which must hold.
struct ConditionForm: Sendable, Equatable {
    /// What comes before the names of its fields.
    private(set) var prefix: String
    var segment = ""
    /// Any of these tags.
    var include = ""
    /// None of these tags.
    var exclude = ""
    var filters = FilterForm()
    /// Whether those are meant who do not meet all of it.
    var isNegated = false

    init(_ prefix: String, _ fields: FormFields) {
        self.prefix = prefix
        let own = fields.part(prefix)
        segment = own["segment"]
        include = own["include"]
        exclude = own["exclude"]
        filters = FilterForm(own)
        isNegated = own["negated"] == "yes"
    }

    /// Boxes that say the same as a condition; what no box can say stands in the query.
    init(_ prefix: String, _ criterion: Criterion?) {
        self.prefix = prefix
        guard let criterion else { return }
        var plain = self
        plain.fill(criterion)
        let isPlain = plain.criterion().criterion?.parts == criterion.parts
        if isPlain, plain.filters["query"].isEmpty {
            self = plain
        } else if case .not(let inner) = criterion, let negated = Self.negated(prefix, inner) {
            self = negated
        } else if isPlain {
            self = plain
        } else {
            filters.texts["query"] = criterion.queryText
        }
    }

    /// Boxes alone that say the opposite of a condition; nothing where they cannot.
    private static func negated(_ prefix: String, _ inner: Criterion) -> ConditionForm? {
        var form = ConditionForm(prefix, nil)
        form.fill(inner)
        form.isNegated = true
        guard form.filters["query"].isEmpty, case .not(let again)? = form.criterion().criterion,
            again.parts == inner.parts
        else { return nil }
        return form
    }

    /// The same condition as a query where a box holds what its list does not offer, which the browser would leave out.
    func fitted(to surroundings: RunSurroundings) -> ConditionForm {
        let fields = FilterFields(filters, surroundings, []).fields
        let isFitting =
            fields.allSatisfy { !$0.isChoice || $0.choices.contains(where: \.isSelected) || $0.value.isEmpty }
            && (segment.isEmpty || surroundings.segments.contains(segment))
        guard !isFitting, let criterion = criterion().criterion else { return self }
        var form = ConditionForm(prefix, nil)
        form.filters.texts["query"] = criterion.queryText
        return form
    }

    /// Whether nothing is filled in.
    var isEmpty: Bool {
        segment.isEmpty && include.isEmpty && exclude.isEmpty && filters.details.isEmpty
            && filters.texts.values.allSatisfy(\.isEmpty)
    }

    /// Whether a box other than the query holds something.
    var hasBoxes: Bool {
        var rest = self
        rest.filters.texts["query"] = ""
        return !rest.isEmpty
    }

    /// The condition, or nothing where all the boxes are empty; and what must be corrected.
    func criterion() -> (criterion: Criterion?, problems: [FormProblem]) {
        guard !isEmpty else { return (nil, []) }
        var form = RunForm(FormFields(""))
        form.segment = segment
        form.include = include
        form.exclude = exclude
        form.filters = filters
        let (selection, problems) = form.selection()
        guard problems.isEmpty else {
            return (nil, problems.map { FormProblem(prefix + $0.field, in: $0.box, $0.text) })
        }
        // Everything but the tags goes into one list, so that `and` within the query adds no level of its own.
        let criterion = selection.criterion.normalised
        return (isNegated ? .not(criterion) : criterion, [])
    }

    /// Puts a condition into the boxes, and what no box can say into the query.
    private mutating func fill(_ criterion: Criterion) {
        let selection = Selection(criterion)
        segment = selection.segment ?? ""
        var rest: [Criterion] = []
        if case .leaf(.tag(let names, .any))? = selection.include.first, selection.include.count == 1 {
            include = names.map(\.text).joined(separator: ",")
        } else if let all = Selection(include: selection.include).filterPart {
            rest.append(all)
        }
        if case .leaf(.tag(let names, .any))? = selection.exclude.first, selection.exclude.count == 1 {
            exclude = names.map(\.text).joined(separator: ",")
        } else if let all = Selection(exclude: selection.exclude).filterPart {
            rest.append(all)
        }
        filters.fill(rest + selection.filter)
    }
}

extension Criterion {
    /// The conditions that must all hold, whose order means nothing, each with how often it stands there.
    var parts: [Criterion: Int] {
        let plain = normalised
        let parts = if case .and(let parts) = plain { parts } else { [plain] }
        return Dictionary(parts.map { ($0, 1) }, uniquingKeysWith: +)
    }
}

extension Selection {
    /// The condition; nothing where it is everybody.
    fileprivate var filterPart: Criterion? { self == Selection() ? nil : criterion }
}
