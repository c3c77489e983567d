import Access
import Contacts
import Hummingbird
import Messaging
import Storage
import Tracking

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
        let user = try context.signedIn
        let fields = try await site.form(request)
        let section = "/contacts/\(id)#\(action.section)"
        do {
            let edits = try action.edits(fields)
            try await checkOwners(edits)
            try await site.cards.edit(id, edits, actor: user.actor)
        } catch CardEditError.unknownContact {
            throw WebError.notFound("This contact")
        } catch let error as any CardRefusal where [.addNote, .editNote].contains(action) {
            // What was written must not get lost.
            let page = CardPage(
                try await contents(id, for: user),
                for: user,
                note: NoteForm(fields),
                refusal: error.message.asSentence
            )
            return site.page(page, for: request, context, status: .unprocessableContent)
        } catch let error as any CardRefusal {
            return .redirect(to: section, flash: .problem(error.message.asSentence), for: request)
        }
        return .redirect(to: section, flash: .done(action.done), for: request)
    }

    /// - Throws: `CardActionError.owner` when somebody who cannot sign in would become an owner.
    private func checkOwners(_ edits: [CardEdit]) async throws {
        for case .assignOwner(let id, _) in edits {
            guard let user = try await site.users.user(id), user.isActive else { throw CardActionError.owner }
        }
    }

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let user = try context.signedIn
        let limit = request.queryFields["timeline"] == "all" ? Int(Int32.max) : CardPage.timelineLimit
        let card = try await contents(try Self.id(context), for: user, timelineLimit: limit)
        return site.page(CardPage(card, for: user, timelineLimit: limit), for: request, context)
    }

    private func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let id = try Self.id(context)
        let user = try context.signedIn
        let form = CardForm(try await site.form(request))
        let card = try await contents(id, for: user)
        var (edits, problems) = form.edits(from: card.contact)
        if problems.isEmpty {
            do {
                let source = form.source.isEmpty ? nil : form.source
                try await site.cards.edit(id, edits, source: source, actor: user.actor)
                let flash = Flash.done(edits.isEmpty ? "Nothing was different." : "Saved.")
                return .redirect(to: "/contacts/\(id)", flash: flash, for: request)
            } catch CardEditError.unknownContact {
                throw WebError.notFound("This contact")
            } catch let error as CardEditError {
                problems = [FormProblem("email", in: "Contact", error.message.asSentence)]
            }
        }
        let part = CardFormPart(
            form,
            version: card.contact.modifiedAt,
            hasAddress: user.actor.reach == .everybody,
            problems: problems
        )
        return site.page(CardPage(card, for: user, form: part), for: request, context, status: .unprocessableContent)
    }

    /// - Throws: `WebError.notFound` for a contact that is not there, and for one out of reach alike.
    private func contents(
        _ id: ContactID,
        for user: User,
        timelineLimit: Int = CardPage.timelineLimit
    ) async throws -> CardContents {
        let actor = user.actor
        return try await site.database.read { connection in
            let reader = ContactReader(connection)
            guard let number = try reader.number(of: id, visibleTo: actor),
                let contact = try reader.contact(number)
            else { throw WebError.notFound("This contact") }
            let timeline = Timeline(connection)
            let automations = try AutomationReader(connection).all(visibleTo: actor)
            return CardContents(
                contact: contact,
                origins: try StatusOrigins(connection).origins(of: [contact])[number],
                tags: try reader.tags(of: number),
                details: try reader.details(of: number),
                notes: try reader.notes(of: number, visibleTo: actor),
                owners: try reader.owners(of: number),
                coupons: try reader.coupons(of: number),
                activities: try reader.activities(of: number, except: [.visit], limit: CardPage.activityLimit),
                visits: VisitContents(
                    latest: try VisitReader(connection).visits(of: number, limit: VisitPart.limit),
                    span: try VisitReader(connection).span(of: number),
                    sites: try MonitoredSites(connection)
                ),
                messages: user.may(.manageMessages)
                    ? try MessageReader(connection).messages(of: number, limit: MessagePart.limit) : nil,
                readAt: site.time.now,
                users: try UserDirectory(connection).all(),
                stages: try reader.stages(of: number),
                funnels: try FunnelReader(connection).all(),
                automations: automations,
                passages: try CardPassage.all(of: number, automations, for: actor, connection),
                timeline: try timeline.entries(for: number, visibleTo: actor, limit: timelineLimit + 1),
                bounces: try BounceRows(connection).summary(of: contact),
                consents: try ConsentRecord(connection).entries(of: number, visibleTo: actor),
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
