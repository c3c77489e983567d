import Contacts
import Selections

/// The filters as somebody filled them in; an empty field filters nothing.
struct FilterForm: Sendable, Equatable {
    /// One condition on a standard detail.
    struct DetailTest: Sendable, Equatable {
        let name: String
        let test: String
        let value: String
    }

    var texts: [String: String] = [:]
    var details: [DetailTest] = []

    init() {}

    init(_ fields: FormFields) {
        for name in Self.names { texts[name] = fields[name] }
        let values = (fields.all("detail-name"), fields.all("detail-test"), fields.all("detail-value"))
        // What a form leaves out must not make a condition vanish: that would widen the group.
        let rows = max(values.0.count, values.1.count, values.2.count)
        details = (0..<rows).map { row in
            func text(_ column: [String]) -> String { row < column.count ? column[row] : "" }
            return DetailTest(name: text(values.0), test: text(values.1), value: text(values.2))
        }
        .filter { $0 != DetailTest(name: "", test: $0.test, value: "") }
    }

    /// How many conditions on details a form may have.
    static let limit = 100

    static let names = [
        "email-status", "mobile-status", "invalid", "monitored", "state", "score-from", "score-to", "created-within",
        "modified-within", "email-domain", "owner", "owner-level", "stage", "coupon", "coupon-state",
        "automation", "automation-state", "query",
    ]

    /// The choice that means contacts without such an owner.
    static let noOwner = "none"

    /// The choice that means contacts without such a coupon.
    static let noCoupon = "none"

    /// The choice that means contacts for whom the rule or workflow was never launched.
    static let neverLaunched = "never"

    subscript(name: String) -> String { texts[name] ?? "" }

    /// The conditions that must all hold, and what must be corrected.
    func criteria() -> (criteria: [Criterion], problems: [FormProblem]) {
        var reader = FilterReader(form: self)
        reader.choice("email-status", MarketingStatus.init(word:)) { .emailStatus($0) }
        reader.choice("mobile-status", MarketingStatus.init(word:)) { .mobileStatus($0) }
        reader.flag("invalid", .invalid)
        reader.flag("monitored", .monitored)
        reader.choice("state", ContactState.init(word:)) { .state([$0]) }
        reader.score()
        reader.days("created-within", .created)
        reader.days("modified-within", .modified)
        if !self["email-domain"].isEmpty { reader.add(.text(.emailDomain, .isOneOf([self["email-domain"]]))) }
        reader.owner()
        reader.stage()
        reader.coupon()
        reader.automation()
        for detail in details { reader.detail(detail) }
        reader.query()
        return (reader.criteria, reader.problems)
    }
}

/// Turns filled fields into conditions and remembers what is wrong with them.
private struct FilterReader {
    let form: FilterForm
    var criteria: [Criterion] = []
    var problems: [FormProblem] = []

    mutating func add(_ leaf: Leaf) { criteria.append(.leaf(leaf)) }

    mutating func refuse(_ field: String, _ words: String) {
        problems.append(FormProblem(field, in: "Filters", words.asSentence))
    }

    /// Reads one of a list; what is not in it is refused, since to ignore it would widen the group.
    mutating func choice<Value>(_ field: String, _ read: (String) -> Value?, _ leaf: (Value) -> Leaf) {
        guard !form[field].isEmpty else { return }
        guard let value = read(form[field]) else {
            refuse(field, "choose one of the list")
            return
        }
        add(leaf(value))
    }

    mutating func flag(_ field: String, _ leaf: Leaf) {
        switch form[field] {
        case "yes": add(leaf)
        case "no": criteria.append(.not(.leaf(leaf)))
        case "": break
        default: refuse(field, "choose one of the list")
        }
    }

    mutating func score() {
        func bound(_ field: String) -> ValueRange<Int64>.Bound? {
            guard !form[field].isEmpty else { return nil }
            guard let number = Int64(form[field]) else {
                refuse(field, "a score is a whole number, such as 10")
                return nil
            }
            return .init(number, isIncluded: true)
        }
        let (lower, upper) = (bound("score-from"), bound("score-to"))
        guard lower != nil || upper != nil else { return }
        if let lower, let upper, lower.value > upper.value {
            refuse("score-to", "the upper end is below the lower one")
            return
        }
        add(.score(ValueRange(lower: lower, upper: upper)))
    }

    mutating func owner() {
        guard !form["owner"].isEmpty || !form["owner-level"].isEmpty else { return }
        guard let field = form["owner-level"].isEmpty ? .any : OwnerField(rawValue: form["owner-level"]) else {
            refuse("owner-level", "choose one of the list")
            return
        }
        switch form["owner"] {
        case "": add(.owner(field, .exists))
        case FilterForm.noOwner: criteria.append(.not(.leaf(.owner(field, .exists))))
        default: add(.owner(field, .isOneOf([form["owner"]])))
        }
    }

    mutating func stage() {
        guard !form["stage"].isEmpty else { return }
        guard let place = StagePlace(word: form["stage"]) else {
            refuse("stage", "choose one of the list")
            return
        }
        add(.funnel(place.funnel, place.stage.map { .isOneOf([$0]) } ?? .exists))
    }

    mutating func coupon() {
        guard !form["coupon"].isEmpty else {
            if !form["coupon-state"].isEmpty { refuse("coupon", "name the coupon") }
            return
        }
        let name: CouponName
        do throws(CouponNameError) {
            name = try CouponName(form["coupon"])
        } catch {
            refuse("coupon", "this cannot name a coupon: \(error.problem)")
            return
        }
        switch form["coupon-state"] {
        case "": add(.coupon(name, .exists))
        case FilterForm.noCoupon: criteria.append(.not(.leaf(.coupon(name, .exists))))
        case let word:
            if let match = CouponMatch(state: word) {
                add(.coupon(name, match))
            } else {
                refuse("coupon-state", "choose one of the list")
            }
        }
    }

    mutating func automation() {
        guard !form["automation"].isEmpty else {
            if !form["automation-state"].isEmpty { refuse("automation", "choose the rule or workflow") }
            return
        }
        guard let choice = AutomationChoice(word: form["automation"]) else {
            refuse("automation", "choose one of the list")
            return
        }
        switch form["automation-state"] {
        case "": add(choice.leaf(.exists))
        case FilterForm.neverLaunched: criteria.append(.not(.leaf(choice.leaf(.exists))))
        case let word:
            if let match = AutomationMatch(state: word) {
                add(choice.leaf(match))
            } else {
                refuse("automation-state", "choose one of the list")
            }
        }
    }

    mutating func days(_ field: String, _ date: DateField) {
        guard !form[field].isEmpty else { return }
        guard let days = Int(form[field]), (0...36_500).contains(days) else {
            refuse(field, "write a number of days from 0 to 36500")
            return
        }
        add(.date(date, .within(Period(days, .day))))
    }

    mutating func detail(_ detail: FilterForm.DetailTest) {
        let name: DetailName
        do throws(DetailNameError) {
            name = try DetailName(detail.name)
        } catch {
            refuse("detail-name", error.message)
            return
        }
        switch detail.test {
        case "has": add(.detail(name, .exists))
        case _ where detail.value.isEmpty: refuse("detail-name", "write the value that \(name.text) should have")
        case "contains": add(.detail(name, .contains(detail.value)))
        case "is": add(.detail(name, .isOneOf([detail.value])))
        default: refuse("detail-name", "choose how \(name.text) should be compared")
        }
    }

    mutating func query() {
        guard !form["query"].isEmpty else { return }
        do throws(QuerySyntaxError) {
            criteria.append(try Criterion(query: form["query"]))
        } catch {
            problems.append(FormProblem("query", in: "Query", error.message.asSentence))
        }
    }
}
