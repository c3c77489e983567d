import Access
import Automations
import Contacts
import Hummingbird
import Storage

/// The pages on which workflows are built.
struct WorkflowPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        let change = Need.permission(.manageAutomations)
        routes.get("/workflows/:id", needs: .permission(.runActions)) { try await show($0, $1) }
        routes.post("/workflows/:id/compose", needs: change) { try await compose($0, $1) }
        for edit in WorkflowEdit.Kind.allCases {
            routes.post("/workflows/:id/\(edit.rawValue)", needs: change) { request, context in
                try await carryOut(edit, request, context)
            }
        }
    }

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let open = try await site.automation(.workflow, context)
        guard open.mayChange else { return site.page(WorkflowPage(open, editor: nil), for: request, context) }
        let state = PanelState(request.queryFields, in: open.draft.definition.graph)
        return try await answer(open, state, for: request, context)
    }

    /// Shows the panel again with a row more or less; nothing is saved.
    private func compose(_ request: Request, _ context: WebContext) async throws -> Response {
        let open = try await site.changeableAutomation(.workflow, context)
        let fields = try await site.form(request)
        let edit = WorkflowEdit.Kind(rawValue: fields["form"]).flatMap { WorkflowEdit($0, fields) }
        return try await answer(open, edit?.state ?? .nothing, for: request, context)
    }

    private func carryOut(
        _ kind: WorkflowEdit.Kind,
        _ request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let open = try await site.changeableAutomation(.workflow, context)
        let fields = try await site.form(request)
        guard let edit = WorkflowEdit(kind, fields) else { throw WebError.notFound("This node") }
        let published = open.draft.published.map { [$0.graph] } ?? []
        let (graph, next, problems) = edit.result(on: open.draft.definition.graph, beside: published)
        guard let graph, problems.isEmpty else {
            return try await answer(open, edit.state, problems: problems, for: request, context)
        }
        do {
            let revision = Int64(fields["revision"]) ?? 0
            let id = open.automation.id
            try await site.automations.save(.workflow(graph), of: id, revision: revision, by: try context.actor)
        } catch let error as AutomationError {
            return try await refused(error.message, open, edit, request, context)
        } catch let error as DefinitionError {
            return try await refused(error.message, open, edit, request, context)
        }
        guard request.wantsFragment else {
            return .redirect(to: open.path + next.query, flash: .done(edit.done), for: request)
        }
        let saved = try await site.changeableAutomation(.workflow, context)
        return try await answer(saved, next, notice: edit.done, for: request, context)
    }

    private func refused(
        _ message: String,
        _ open: OpenAutomation,
        _ edit: WorkflowEdit,
        _ request: Request,
        _ context: WebContext
    ) async throws -> Response {
        // What is shown is the newest state, so saving again means it.
        let problem = FormProblem("revision", in: "Workflow", message.asSentence)
        return try await answer(open, edit.state, problems: [problem], for: request, context)
    }

    private func answer(
        _ open: OpenAutomation,
        _ state: PanelState,
        problems: [FormProblem] = [],
        notice: String? = nil,
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let actor = try context.actor
        let surroundings = try await site.surroundings(context)
        let workflow = EditedWorkflow(
            path: open.path,
            graph: open.draft.definition.graph,
            revision: open.draft.revision
        )
        let automation = open.automation
        let counts =
            automation.version == nil
            ? nil
            : try await site.database.read { try AutomationReports($0, reach: actor.reach).counts(of: automation) }
        let editor = WorkflowEditor(
            workflow,
            problems.isEmpty ? state.fitted(to: surroundings) : state,
            surroundings,
            counts: counts,
            flaws: try await site.automations.flaws(of: automation.id, for: actor),
            problems: problems,
            notice: notice
        )
        guard request.wantsFragment else {
            let status: HTTPResponse.Status = problems.isEmpty ? .ok : .unprocessableContent
            return site.page(WorkflowPage(open, editor: editor), for: request, context, status: status)
        }
        // A form that must be corrected is an ordinary answer for htmx, which would not show it otherwise.
        var response = site.fragment(editor)
        response.headers[.htmxPushAddress] = open.path + state.query
        return response
    }
}
