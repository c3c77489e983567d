import Access
import Contacts
import Executions
import Hummingbird

/// The list of runs, and each of them.
struct ExecutionPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        let need = Need.permission(.runActions)
        routes.get("/executions", needs: need) { try await list($0, $1) }
        routes.get("/executions/:id", needs: need) { request, context in
            let execution = try await execution(context)
            let clock = try await site.clock()
            let page = ExecutionPage(execution, for: try context.actor, clock: clock, now: site.time.now)
            return site.page(page, for: request, context)
        }
        routes.get("/executions/:id/progress", needs: need) { request, context in
            let execution = try await execution(context)
            let known = request.queryFields["state"]
            let clock = try await site.clock()
            let (reader, now) = (try context.actor, site.time.now)
            return site.fragment(ExecutionProgress(execution, for: reader, clock: clock, now: now, known: known))
        }
        for command in ExecutionCommand.allCases {
            routes.post("/executions/:id/\(command.rawValue)", needs: need) { request, context in
                try await obey(command, request, context)
            }
        }
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let executions = try await site.executions.list(
            limit: ExecutionListPage.pageSize + 1,
            before: Int64(request.queryFields["before"]),
            of: try Self.whose(context)
        )
        let page = ExecutionListPage(executions, for: try context.actor, clock: try await site.clock())
        return site.page(page, for: request, context)
    }

    private func obey(
        _ command: ExecutionCommand,
        _ request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let execution = try await execution(context)
        let address = "/executions/\(execution.id)"
        do {
            try await site.executions.obey(command, execution.id, of: try Self.whose(context))
        } catch let error as ExecutionError {
            return .redirect(to: address, flash: .problem(error.message.asSentence), for: request)
        }
        return .redirect(to: address, flash: .done(command.done), for: request)
    }

    /// Whose executions somebody sees: the user's own, or everybody's.
    private static func whose(_ context: WebContext) throws -> UserID? {
        context.may(.manageExecutions) ? nil : try context.signedIn.id
    }

    private func execution(_ context: WebContext) async throws -> Execution {
        guard let id = context.parameters.get("id").flatMap(Int64.init),
            let execution = try await site.executions.execution(id, of: try Self.whose(context))
        else { throw WebError.notFound("This execution") }
        return execution
    }
}
