import Access
import Contacts
import Hummingbird
import Storage

/// The card of one contact and what can be done on it.
struct CardPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        routes.get("/contacts/:id", needs: .permission(.seeContacts)) { try await show($0, $1) }
        routes.post("/contacts/:id", needs: .permission(.editContacts)) { try await save($0, $1) }
        for action in CardAction.allCases {
            routes.post("/contacts/:id/\(action.rawValue)", needs: .permission(.editContacts)) { request, context in
                try await carryOut(action, request, context)
            }
        }
    }

    private func carryOut(
        _ action: CardAction,
        _ request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let id = try Self.id(context)
        let fields = try await site.form(request)
        let section = "/contacts/\(id)#\(action.section)"
        do {
            try await site.cards.edit(id, try action.edits(fields), actor: try context.actor.name)
        } catch let error as any CardRefusal {
            return .redirect(to: section, flash: .problem(error.message.asSentence), for: request)
        }
        return .redirect(to: section, flash: .done(action.done), for: request)
    }

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let limit = request.queryFields["timeline"] == "all" ? Int(Int32.max) : CardPage.timelineLimit
        let card = try await contents(try Self.id(context), for: try context.actor, timelineLimit: limit)
        return site.page(CardPage(card, actor: try context.actor.name, timelineLimit: limit), for: request, context)
    }

    private func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let id = try Self.id(context)
        let actor = try context.actor
        let form = CardForm(try await site.form(request))
        let card = try await contents(id, for: actor)
        var (edits, problems) = form.edits(from: card.contact)
        if problems.isEmpty {
            do {
                let source = form.source.isEmpty ? nil : form.source
                try await site.cards.edit(id, edits, source: source, actor: actor.name)
                let flash = Flash.done(edits.isEmpty ? "Nothing was different." : "Saved.")
                return .redirect(to: "/contacts/\(id)", flash: flash, for: request)
            } catch let error as CardEditError {
                problems = [FormProblem("email", in: "Contact", error.message.asSentence)]
            }
        }
        let part = CardFormPart(form, version: card.contact.modifiedAt, problems: problems)
        let page = CardPage(card, form: part, actor: actor.name)
        return site.page(page, for: request, context, status: .unprocessableContent)
    }

    private func contents(
        _ id: ContactID,
        for actor: Actor,
        timelineLimit: Int = CardPage.timelineLimit
    ) async throws -> CardContents {
        try await site.database.read { connection in
            let reader = ContactReader(connection)
            guard let number = try reader.number(of: id), let contact = try reader.contact(number) else {
                throw WebError.notFound("This contact")
            }
            let timeline = Timeline(connection)
            return CardContents(
                contact: contact,
                tags: try reader.tags(of: number),
                details: try reader.details(of: number),
                notes: try reader.notes(of: number, visibleTo: actor.name),
                timeline: try timeline.entries(for: number, limit: timelineLimit + 1),
                consents: try timeline.entries(for: number, of: [.emailStatus, .mobileStatus], limit: .max),
                clock: WorkspaceClock(try Workspace.timeZone(in: connection))
            )
        }
    }

    private static func id(_ context: WebContext) throws -> ContactID {
        guard let id = context.parameters.get("id").flatMap(ContactID.init(_:)) else {
            throw WebError.notFound("This contact")
        }
        return id
    }
}
