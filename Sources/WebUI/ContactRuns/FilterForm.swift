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
        details = zip(zip(values.0, values.1), values.2).map {
            DetailTest(name: $0.0, test: $0.1, value: $1)
        }
        .filter { $0 != DetailTest(name: "", test: $0.test, value: "") }
    }

    static let names = [
        "email-status", "mobile-status", "invalid", "monitored", "state", "score-from", "score-to", "created-within",
        "modified-within", "email-domain", "query",
    ]

    subscript(name: String) -> String { texts[name] ?? "" }

    /// The conditions that must all hold, and what must be corrected.
    func criteria() -> (criteria: [Criterion], problems: [FormProblem]) {
        var reader = FilterReader(form: self)
        if let status = MarketingStatus(word: self["email-status"]) { reader.add(.emailStatus(status)) }
        if let status = MarketingStatus(word: self["mobile-status"]) { reader.add(.mobileStatus(status)) }
        reader.flag("invalid", .invalid)
        reader.flag("monitored", .monitored)
        if let state = ContactState(word: self["state"]) { reader.add(.state([state])) }
        reader.score()
        reader.days("created-within", .created)
        reader.days("modified-within", .modified)
        if !self["email-domain"].isEmpty { reader.add(.text(.emailDomain, .isOneOf([self["email-domain"]]))) }
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

    mutating func flag(_ field: String, _ leaf: Leaf) {
        switch form[field] {
        case "yes": add(leaf)
        case "no": criteria.append(.not(.leaf(leaf)))
        default: break
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
        default: add(.detail(name, .isOneOf([detail.value])))
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
