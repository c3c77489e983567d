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
        if case .not(let inner) = criterion, fill(inner) {
            isNegated = true
            if self.criterion().criterion == criterion { return }
        }
        self = ConditionForm(prefix, nil)
        if fill(criterion), self.criterion().criterion?.normalised == criterion.normalised { return }
        self = ConditionForm(prefix, nil)
        filters.texts["query"] = criterion.queryText
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

    /// Puts a condition into the boxes.
    ///
    /// - Returns: Whether it has a shape that boxes have.
    private mutating func fill(_ criterion: Criterion) -> Bool {
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
        return true
    }
}

extension Selection {
    /// The condition; nothing where it is everybody.
    fileprivate var filterPart: Criterion? { self == Selection() ? nil : criterion }
}
