import Access
import Bitmaps
import Contacts
import Hummingbird
import Selections
import Storage

/// The list of contacts, and the page that adds one.
struct ContactPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        routes.get("/contacts", needs: .permission(.seeContacts)) { try await list($0, $1) }
        routes.get("/contacts/new", needs: .permission(.addContacts)) { request, context in
            site.page(NewContactPage(NewContactForm(request.queryFields)), for: request, context)
        }
        routes.post("/contacts", needs: .permission(.addContacts)) { try await create($0, $1) }
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let fields = request.queryFields
        let results = try await results(ContactSearch(fields["q"]), page: max(1, Int(fields["page"]) ?? 1), context)
        return request.wantsFragment
            ? site.fragment(results)
            : site.page(ContactListPage(results: results), for: request, context)
    }

    /// Reads one page, newest contacts first: contacts have ascending numbers, so the newest stand at the end.
    private func results(_ search: ContactSearch, page: Int, _ context: WebContext) async throws -> ContactResults {
        let reader = try context.signedIn
        return try await site.database.read { [audiences = site.audiences, actor = reader.actor] connection in
            let clock = WorkspaceClock(try Workspace.timeZone(in: connection))
            let found = try audiences.resolve([search.criterion], in: connection, reach: actor.reach)[0]
            let size = ContactResults.pageSize
            let page = min(page, max(1, (found.count + size - 1) / size))
            let end = max(0, found.count - (page - 1) * size)
            let start = max(0, end - size)
            let numbers = Array(found.numbers(from: start, limit: end - start).reversed())
            let contactReader = ContactReader(connection)
            let contacts = try contactReader.contacts(numbers)
            return ContactResults(
                search,
                total: found.count,
                page: page,
                contacts: contacts,
                tags: try contactReader.tags(of: numbers),
                statuses: try audiences.statusMembers(in: connection, reach: actor.reach).counts(among: found),
                origins: try StatusOrigins(connection)
                    .origins(of: contacts, amongLatest: ContactResults.changesSearched),
                for: reader,
                automations: try AutomationReader(connection).all(visibleTo: actor),
                clock: clock
            )
        }
    }

    private func create(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = NewContactForm(try await site.form(request))
        let now = site.time.now
        var generator = SystemRandomNumberGenerator()
        var (contact, problems) = form.contact(id: ContactID(at: now, using: &generator), at: now)
        if let contact {
            do {
                let source = form.hasConsent ? form.source : nil
                let id = try await site.cards.create(contact, source: source, actor: try context.actor)
                return .redirect(to: "/contacts/\(id)", flash: .done("Contact added."), for: request)
            } catch let error as CardEditError {
                problems = [FormProblem("email", in: "E-mail", error.message.asSentence)]
            }
        }
        return site.page(NewContactPage(form, problems: problems), for: request, context, status: .unprocessableContent)
    }
}
