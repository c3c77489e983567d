import Access
import Contacts
import Hummingbird
import Storage

/// The funnels: boards with the contacts on each stage.
struct FunnelPages: Sendable {
    let site: Site

    /// How many entries of the history a board shows.
    private static let historyLimit = 20

    func declare(on routes: inout Routes) {
        let change = Need.permission(.manageFunnels)
        routes.get("/funnels", needs: .permission(.seeContacts)) { request, context in
            try await list(FunnelForm(), for: request, context)
        }
        routes.post("/funnels", needs: change) { try await create($0, $1) }
        routes.get("/funnels/:id", needs: .permission(.seeContacts)) { request, context in
            let funnel = try await funnel(context)
            return try await page(funnel, for: request, context)
        }
        for action in FunnelAction.allCases {
            routes.post("/funnels/:id/\(action.rawValue)", needs: change) { request, context in
                try await carryOut(action, request, context)
            }
        }
        routes.post("/funnels/:id/delete", needs: change) { try await delete($0, $1) }
    }

    private func create(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = FunnelForm(try await site.form(request))
        do {
            let made = try await site.funnels.create(form.name, group: form.group, stages: form.stageNames)
            return .redirect(to: Self.path(of: made), flash: .done("Funnel created."), for: request)
        } catch let error as FunnelError {
            return try await list(form, problems: [form.problem(error)], for: request, context)
        }
    }

    private func carryOut(_ action: FunnelAction, _ request: Request, _ context: WebContext) async throws -> Response {
        let funnel = try await funnel(context)
        do {
            try await action.carryOut(try await site.form(request), on: funnel, site.funnels)
        } catch let error as FunnelError {
            return .redirect(to: Self.path(of: funnel), flash: .problem(error.message.asSentence), for: request)
        }
        return .redirect(to: Self.path(of: funnel), flash: .done(action.done), for: request)
    }

    private func delete(_ request: Request, _ context: WebContext) async throws -> Response {
        let funnel = try await funnel(context)
        guard try await site.form(request)["confirmation"] == "yes" else {
            let flash = Flash.problem("Tick the box first, then delete.")
            return .redirect(to: Self.path(of: funnel), flash: flash, for: request)
        }
        do {
            try await site.funnels.delete(funnel.id)
        } catch let error as FunnelError {
            return .redirect(to: Self.path(of: funnel), flash: .problem(error.message.asSentence), for: request)
        }
        return .redirect(to: "/funnels", flash: .done("Funnel “\(funnel.name)” deleted."), for: request)
    }

    private func funnel(_ context: WebContext) async throws -> Funnel {
        let id = context.parameters.get("id").flatMap(Int64.init).map(FunnelID.init)
        guard let id, let funnel = try await site.funnels.funnel(id) else { throw WebError.notFound("This funnel") }
        return funnel
    }

    private func list(
        _ form: FunnelForm,
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let reach = try context.actor.reach
        let boards = try await site.database.read { connection in
            try FunnelReader(connection).all().map { try FunnelBoard($0, within: reach, connection) }
        }
        let page = FunnelListPage(boards, form: form, problems: problems, mayChange: context.may(.manageFunnels))
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func page(_ funnel: Funnel, for request: Request, _ context: WebContext) async throws -> Response {
        let user = try context.signedIn
        let actor = user.actor
        let (board, history, automations) = try await site.database.read { connection in
            let history = try FunnelHistory(funnel.id, within: actor.reach, limit: Self.historyLimit, connection)
            let automations = try AutomationReader(connection).all(visibleTo: actor)
            return (try FunnelBoard(funnel, within: actor.reach, connection), history, automations)
        }
        let page = FunnelPage(board, history, for: user, automations: automations, clock: try await site.clock())
        return site.page(page, for: request, context)
    }

    static func path(of funnel: Funnel) -> String { "/funnels/\(funnel.id.number)" }
}
