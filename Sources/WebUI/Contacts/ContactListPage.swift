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
    let mayAdd: Bool

    /// Describes one page.
    ///
    /// - Parameters:
    ///   - search: What was asked for.
    ///   - total: How many contacts meet it.
    ///   - page: Which page this is, from 1.
    ///   - contacts: The contacts of the page.
    ///   - tags: Their tags.
    ///   - clock: Writes times.
    ///   - mayAdd: Whether whoever looks may add contacts.
    init(
        _ search: ContactSearch,
        total: Int,
        page: Int,
        contacts: [Contact],
        tags: [UInt32: [ContactTag]],
        clock: WorkspaceClock,
        mayAdd: Bool
    ) {
        self.mayAdd = mayAdd
        searchText = search.text
        hint = search.hint
        self.total = total.counted("contact")
        let first = (page - 1) * Self.pageSize + 1
        shown = contacts.isEmpty ? nil : "\(first.grouped)–\((first + contacts.count - 1).grouped)"
        rows = contacts.map { Self.row($0, tags[$0.number] ?? [], clock) }
        newerAddress = page > 1 ? Self.address(search.text, page: page - 1) : nil
        olderAddress = page * Self.pageSize < total ? Self.address(search.text, page: page + 1) : nil
        managerAddress =
            total > 0 && !search.text.isEmpty
            ? "/?" + FormFields.query([("query", search.criterion.queryText)]) : nil
    }

    private static let tagsShown = 3

    private static func row(_ contact: Contact, _ tags: [ContactTag], _ clock: WorkspaceClock) -> Row {
        Row(
            address: "/contacts/\(contact.id)",
            mark: StatusMark(contact),
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
