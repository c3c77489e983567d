import Access
import Actions
import Contacts
import Executions
import Hummingbird
import Selections
import Storage
import Tracking

/// The Contact manager and the small answers that it asks for while somebody works.
struct ContactRunPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        // Who may only look can find and count a group, and do nothing with it.
        let look = Need.permission(.seeContacts)
        let act = Need.permission(.runActions)
        routes.get("/", needs: look) { request, context in
            try await page(RunForm(request.queryFields), for: request, context)
        }
        routes.post("/compose", needs: look) { try await compose($0, $1) }
        routes.post("/count", needs: look) { try await count($0, $1) }
        routes.post("/preview", needs: act) { try await preview($0, $1) }
        routes.post("/executions", needs: act) { try await execute($0, $1) }
        routes.get("/actions/new", needs: act) { try await newAction($0, $1) }
        routes.get("/filters/detail", needs: look) { request, _ in
            let test = FilterForm.DetailTest(name: "", test: "has", value: "")
            return site.fragment(DetailTestRow(test, prefix: request.queryFields["prefix"]))
        }
    }

    /// Shows the form again with a row more or less, for browsers that run no scripts.
    private func compose(_ request: Request, _ context: WebContext) async throws -> Response {
        let fields = try await site.form(request)
        var form = RunForm(fields)
        if let key = fields.all("remove").first { form.actions.removeAll { $0.key == key } }
        if fields.has("add"), let kind = ActionKind(rawValue: fields["kind"]) {
            var generator = SystemRandomNumberGenerator()
            form.actions.append(ActionForm(new: kind, using: &generator))
        }
        if fields.has("add-detail") {
            form.filters.details.append(FilterForm.DetailTest(name: "", test: "has", value: ""))
        }
        return try await page(form, for: request, context)
    }

    private func newAction(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let kind = ActionKind(rawValue: request.queryFields["kind"]) else {
            throw WebError.refused("choose an action first")
        }
        var generator = SystemRandomNumberGenerator()
        let form = ActionForm(new: kind, using: &generator)
        return site.fragment(ActionRow(form, try await site.surroundings(context), problems: []))
    }

    private func count(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = RunForm(try await site.form(request))
        guard request.wantsFragment else { return try await page(form, for: request, context) }
        return site.fragment(try await count(form, context, isUpdate: true))
    }

    private func count(_ form: RunForm, _ context: WebContext, isUpdate: Bool) async throws -> CountPanel {
        let mayAct = context.may(.runActions)
        let (selection, problems) = form.selection()
        guard problems.isEmpty else { return CountPanel(problems, mayAct: mayAct, isUpdate: isUpdate) }
        do {
            return CountPanel(
                try await site.audiences.statusCounts(of: selection, reach: try context.actor.reach),
                mayAct: mayAct,
                isUpdate: isUpdate
            )
        } catch let error as SelectionError {
            return CountPanel([form.problem(error)], mayAct: mayAct, isUpdate: isUpdate)
        }
    }

    private func preview(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = RunForm(try await site.form(request))
        let panel = try await preview(form, for: try context.actor, isUpdate: request.wantsFragment)
        guard !request.wantsFragment else { return site.fragment(panel) }
        let status: HTTPResponse.Status = panel.isReady ? .ok : .unprocessableContent
        let shown = panel.isReady ? panel : nil
        return try await page(form, problems: panel.problems, preview: shown, for: request, context, status: status)
    }

    private func preview(_ form: RunForm, for actor: Actor, isUpdate: Bool) async throws -> PreviewPanel {
        let (plan, problems) = form.plan(try await site.clock(), now: site.time.now)
        guard let plan else { return PreviewPanel(problems: problems) }
        do {
            let preview = try await site.previewer.preview(plan, actor: actor)
            let (users, funnels, automations) = try await site.database.read {
                (
                    try UserDirectory($0).names(), try FunnelReader($0).all(),
                    try AutomationReader($0).all(visibleTo: actor)
                )
            }
            return PreviewPanel(
                preview,
                actor: actor,
                users: users,
                funnels: funnels,
                automations: automations,
                isUpdate: isUpdate
            )
        } catch let error as ActionListError {
            return PreviewPanel(problems: [FormProblem("actions", in: "Actions", error.message.asSentence)])
        } catch let error as SelectionError {
            return PreviewPanel(problems: [form.problem(error)])
        } catch let error as AccessError {
            return PreviewPanel(problems: [form.problem(error)])
        } catch let error as FunnelError {
            return PreviewPanel(problems: [form.problem(error)])
        } catch let error as AutomationError {
            return PreviewPanel(problems: [form.problem(error)])
        } catch let error as SiteError {
            return PreviewPanel(problems: [form.problem(error)])
        }
    }

    private func execute(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = RunForm(try await site.form(request))
        var (plan, problems) = form.plan(try await site.clock(), now: site.time.now)
        if let plan {
            do {
                let confirmed = form.confirmation?.number
                let id = try await site.executions.create(plan, actor: try context.actor, confirmed: confirmed)
                return .redirect(to: "/executions/\(id)", for: request)
            } catch let error as ExecutionError {
                let words = error.message.asSentence
                problems = [
                    error == .inThePast
                        ? FormProblem("at", in: "When", words)
                        : FormProblem(form.confirmation?.field ?? "actions", in: "Confirmation", words)
                ]
            } catch let error as SelectionError {
                problems = [form.problem(error)]
            } catch let error as AccessError {
                problems = [form.problem(error)]
            } catch let error as FunnelError {
                problems = [form.problem(error)]
            } catch let error as AutomationError {
                problems = [form.problem(error)]
            } catch let error as SiteError {
                problems = [form.problem(error)]
            }
        }
        // A form that must be corrected is an ordinary answer for htmx, which would not show it otherwise.
        guard !request.wantsFragment else { return site.fragment(ProblemPanel(problems: problems)) }
        return try await page(form, problems: problems, for: request, context, status: .unprocessableContent)
    }

    private func page(
        _ form: RunForm,
        problems: [FormProblem] = [],
        preview: PreviewPanel? = nil,
        for request: Request,
        _ context: WebContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let surroundings = try await site.surroundings(context)
        let page = ContactRunPage(
            form,
            surroundings: surroundings,
            count: try await count(form, context, isUpdate: false),
            problems: problems,
            preview: preview
        )
        return site.page(page, for: request, context, status: status)
    }
}
