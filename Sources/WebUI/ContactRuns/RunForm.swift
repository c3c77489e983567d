import Actions
import Contacts
import Executions
import Selections

/// What somebody filled in on the Contact manager.
struct RunForm: Sendable, Equatable {
    var segment = ""
    var include = ""
    var exclude = ""
    var filters = FilterForm()
    var isScheduled = false
    var at = ""
    var name = ""
    var actions: [ActionForm] = []
    /// Whether more rows were sent than a form may have, so that those left out must not seem to be carried out.
    private(set) var hasTooMany = false

    init(_ fields: FormFields) {
        segment = fields["segment"]
        include = fields["include"]
        exclude = fields["exclude"]
        filters = FilterForm(fields)
        isScheduled = fields["when"] == "later"
        at = fields["at"]
        name = fields["name"]
        let rows = ActionForm.rows(in: fields)
        hasTooMany = rows.count > ActionForm.limit || filters.details.count > FilterForm.limit
        actions = Array(rows.prefix(ActionForm.limit))
        filters.details = Array(filters.details.prefix(FilterForm.limit))
    }

    /// The group, and what must be corrected before it can be found.
    func selection() -> (selection: Selection, problems: [FormProblem]) {
        let (included, includeProblems) = Self.tagged(include, field: "include", box: "Include")
        let (excluded, excludeProblems) = Self.tagged(exclude, field: "exclude", box: "Exclude")
        let (criteria, filterProblems) = filters.criteria()
        let selection = Selection(
            segment: segment.isEmpty ? nil : segment,
            include: included,
            exclude: excluded,
            filter: criteria
        )
        return (selection, includeProblems + excludeProblems + filterProblems + tooMany)
    }

    /// The plan, or everything that must be corrected first.
    ///
    /// - Parameters:
    ///   - clock: Reads the time of the start.
    ///   - now: The present time.
    /// - Returns: The plan where nothing is wrong.
    func plan(_ clock: WorkspaceClock, now: Int64) -> (plan: Plan?, problems: [FormProblem]) {
        var (selection, problems) = selection()
        let start = start(clock, now: now)
        problems += start.problems
        let planned = actions.map { $0.planned() }
        problems += planned.flatMap(\.problems)
        if name.count > Plan.maximumNameLength {
            problems.append(FormProblem("name", in: "Name", "At most \(Plan.maximumNameLength) characters fit."))
        }
        guard problems.isEmpty else { return (nil, problems) }
        do throws(ActionListError) {
            let list = try ActionList(planned.compactMap(\.action))
            return (Plan(name: title(of: list), selection: selection, at: start.time, actions: list), [])
        } catch {
            return (nil, [FormProblem("actions", in: "Actions", Self.words(error).asSentence)])
        }
    }

    private var tooMany: [FormProblem] {
        guard hasTooMany else { return [] }
        let words =
            "At most \(ActionForm.limit) actions and \(FilterForm.limit) conditions on details fit into one run."
        return [FormProblem("actions", in: "Actions", words)]
    }

    /// The number that was typed to confirm a deletion, and the field that holds it.
    var confirmation: (field: String, number: Int?)? {
        actions.first { $0.kind == .deleteContacts }.map { ($0.name("confirmation"), $0.confirmedNumber) }
    }

    private func start(_ clock: WorkspaceClock, now: Int64) -> (time: Int64?, problems: [FormProblem]) {
        guard isScheduled else { return (nil, []) }
        guard let time = clock.milliseconds(at) else {
            let words = at.isEmpty ? "Choose date and time." : "There is no such time on that day."
            return (nil, [FormProblem("at", in: "When", words)])
        }
        guard time > now - 60_000 else {
            return (nil, [FormProblem("at", in: "When", "This time has passed: choose a later one, or start now.")])
        }
        return (time, [])
    }

    private func title(of list: ActionList) -> String {
        guard name.isEmpty else { return name }
        // Others read the name, and nothing private must stand there.
        guard let first = list.actions.first(where: { !$0.isPrivate })?.summary else { return "Private execution" }
        let more = list.actions.count { !$0.isPrivate } - 1
        return String((more > 0 ? "\(first), and \(more) more" : first).prefix(Plan.maximumNameLength))
    }

    private static func tagged(
        _ text: String,
        field: String,
        box: String
    ) -> (criteria: [Criterion], problems: [FormProblem]) {
        let (names, problems) = NameList.tags(text)
        return (
            names.isEmpty ? [] : [.leaf(.tag(names, .any))],
            problems.map { FormProblem(field, in: box, $0.asSentence) }
        )
    }

    private static func words(_ error: ActionListError) -> String {
        error == .empty ? "choose at least one action" : error.message
    }
}
