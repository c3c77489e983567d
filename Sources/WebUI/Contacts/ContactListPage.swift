import Access
import Contacts
import Selections

/// The list of contacts.
struct ContactListPage: PageModel {
    static let template = "contacts"

    let results: ContactResults

    var title: String { "Contacts" }
    var area: Area? { .contacts }
}

/// One page of the list, the part that changes while somebody types.
struct ContactResults: FragmentModel {
    static let template = "contact-results"
    static let pageSize = 50
    /// At how many of the latest bulk changes a list looks for since when a contact has its dot; the card looks at all.
    static let changesSearched = 500

    struct Row: Sendable {
        let address: String
        let mark: StatusMark
        let name: String?
        let email: String
        let state: String
        let score: String
        let tags: [String]
        let furtherTags: String?
        let created: Moment
    }

    let searchText: String
    let hint: String?
    let total: String
    let shown: String?
    let rows: [Row]
    let newerAddress: String?
    let olderAddress: String?
    let managerAddress: String?
    let statusCounts: [StatusCount]
    let mayAdd: Bool

    /// Describes one page.
    ///
    /// - Parameters:
    ///   - search: What was asked for.
    ///   - total: How many contacts meet it.
    ///   - page: Which page this is, from 1.
    ///   - contacts: The contacts of the page.
    ///   - tags: Their tags.
    ///   - statuses: How many of all that meet it have which status.
    ///   - origins: Since when those of the page have their dots.
    ///   - reader: Who looks.
    ///   - automations: The rules and workflows of which the reader may know.
    ///   - clock: Writes times.
    init(
        _ search: ContactSearch,
        total: Int,
        page: Int,
        contacts: [Contact],
        tags: [UInt32: [ContactTag]],
        statuses: StatusCounts,
        origins: [UInt32: ContactOrigins],
        for reader: User,
        automations: [Automation],
        clock: WorkspaceClock
    ) {
        mayAdd = reader.may(.addContacts)
        statusCounts = StatusCount.all(statuses, of: search.criterion)
        searchText = search.text
        hint = search.hint
        self.total = total.counted("contact")
        let first = (page - 1) * Self.pageSize + 1
        shown = contacts.isEmpty ? nil : "\(first.grouped)–\((first + contacts.count - 1).grouped)"
        rows = contacts.map { contact in
            let mark = StatusMark(
                contact,
                origins: origins[contact.number],
                for: reader,
                automations: automations,
                clock
            )
            return Self.row(contact, mark, tags[contact.number] ?? [], clock)
        }
        newerAddress = page > 1 ? Self.address(search.text, page: page - 1) : nil
        olderAddress = page * Self.pageSize < total ? Self.address(search.text, page: page + 1) : nil
        managerAddress =
            total > 0 && !search.text.isEmpty
            ? "/?" + FormFields.query([("query", search.criterion.queryText)]) : nil
    }

    private static let tagsShown = 3

    private static func row(
        _ contact: Contact,
        _ mark: StatusMark,
        _ tags: [ContactTag],
        _ clock: WorkspaceClock
    ) -> Row {
        Row(
            address: "/contacts/\(contact.id)",
            mark: mark,
            name: contact.fields[.name],
            email: contact.email,
            state: contact.state.word,
            score: contact.score.grouped,
            tags: tags.prefix(tagsShown).map(\.name.text),
            furtherTags: tags.count > tagsShown ? "+\(tags.count - tagsShown)" : nil,
            created: clock.moment(contact.createdAt)
        )
    }

    private static func address(_ text: String, page: Int) -> String {
        let pairs = [("q", text), ("page", page > 1 ? "\(page)" : "")].filter { !$0.1.isEmpty }
        return pairs.isEmpty ? "/contacts" : "/contacts?" + FormFields.query(pairs.map { (name: $0.0, value: $0.1) })
    }
}
