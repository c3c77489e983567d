import Access
import Contacts
import Hummingbird
import Messaging
import Storage

/// The keys by which other programs use the API: one's own, and everybody's for who manages users.
struct KeyPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        routes.get("/keys", needs: .signedIn) { try await page(for: $0, $1) }
        routes.post("/keys", needs: .signedIn) { try await make($0, $1) }
        routes.post("/keys/:key/revoke", needs: .signedIn) { try await revoke($0, $1) }
    }

    private func make(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = KeyForm(try await site.form(request))
        do {
            let made = try await form.make(for: try context.signedIn.id, in: site.keys, at: site.time.now)
            let owner = try context.signedIn.email
            site.record(.keyMade(id: made.key.id, user: owner, kind: made.key.kind), request, context)
            try await site.notify(try context.signedIn, .keyMade(name: made.key.name), actor: owner)
            // Shown in this answer and nowhere else, as nobody but who made it must see it.
            return try await page(made: made, for: request, context)
        } catch let error as UnfitKeyForm {
            return try await page(form, problems: [error.problem], for: request, context)
        }
    }

    private func revoke(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let id = context.parameters.get("key").flatMap(Int64.init) else { throw WebError.notFound("This key") }
        do {
            try await site.keys.revoke(id, of: try onlyOf(context))
            site.record(.keyRevoked(id: id), request, context)
        } catch let error as APIKeyError {
            return .redirect(to: "/keys", flash: .problem(error.message.asSentence), for: request)
        }
        return .redirect(to: "/keys", flash: .done("The key is revoked: it does not work any more."), for: request)
    }

    /// The user whose keys are all that is seen of them; nothing where everybody's are.
    private func onlyOf(_ context: WebContext) throws -> UserID? {
        context.may(.manageUsers) ? nil : try context.signedIn.id
    }

    private func page(
        _ form: KeyForm = KeyForm(),
        made: NewAPIKey? = nil,
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let owner = try onlyOf(context)
        let page = KeyListPage(
            try await site.keys.all(of: owner),
            users: owner == nil ? try await site.database.read { try UserDirectory($0).names() } : nil,
            made: made,
            form: form,
            now: site.time.now,
            clock: try await site.clock(),
            problems: problems
        )
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
