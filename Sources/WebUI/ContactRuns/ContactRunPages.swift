import Contacts
import Executions
import Hummingbird
import Selections

/// The Contact manager and the small answers that it asks for while somebody works.
struct ContactRunPages: Sendable {
    let site: Site

    func addRoutes(to router: Router<BasicRequestContext>) {
        router.get("/") { request, _ in try await page(RunForm(request.queryFields), for: request) }
        router.post("/compose") { request, _ in try await compose(request) }
        router.post("/count") { request, _ in try await count(request) }
        router.post("/preview") { request, _ in try await preview(request) }
        router.post("/executions") { request, _ in try await execute(request) }
        router.get("/actions/new") { request, _ in try newAction(request) }
        router.get("/filters/detail") { _, _ in
            site.fragment(DetailTestRow(FilterForm.DetailTest(name: "", test: "has", value: "")))
        }
    }

    /// Shows the form again with a row more or less, for browsers that run no scripts.
    private func compose(_ request: Request) async throws -> Response {
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
        return try await page(form, for: request)
    }

    private func newAction(_ request: Request) throws -> Response {
        guard let kind = ActionKind(rawValue: request.queryFields["kind"]) else {
            throw WebError.refused("choose an action first")
        }
        var generator = SystemRandomNumberGenerator()
        return site.fragment(ActionRow(ActionForm(new: kind, using: &generator)))
    }

    private func count(_ request: Request) async throws -> Response {
        let form = RunForm(try await site.form(request))
        guard request.wantsFragment else { return try await page(form, for: request) }
        return site.fragment(try await count(form, isUpdate: true))
    }

    private func count(_ form: RunForm, isUpdate: Bool) async throws -> CountPanel {
        let (selection, problems) = form.selection()
        guard problems.isEmpty else { return CountPanel(problems, isUpdate: isUpdate) }
        do {
            return CountPanel(try await site.audiences.count(selection, reach: site.actor.reach), isUpdate: isUpdate)
        } catch let error as SelectionError {
            return CountPanel([.segment(error)], isUpdate: isUpdate)
        }
    }

    private func preview(_ request: Request) async throws -> Response {
        let form = RunForm(try await site.form(request))
        let panel = try await preview(form, isUpdate: request.wantsFragment)
        guard !request.wantsFragment else { return site.fragment(panel) }
        let status: HTTPResponse.Status = panel.isReady ? .ok : .unprocessableContent
        let shown = panel.isReady ? panel : nil
        return try await page(form, problems: panel.problems, preview: shown, for: request, status: status)
    }

    private func preview(_ form: RunForm, isUpdate: Bool) async throws -> PreviewPanel {
        let (plan, problems) = form.plan(try await site.clock(), now: site.time.now)
        guard let plan else { return PreviewPanel(problems: problems) }
        do {
            let preview = try await site.previewer.preview(plan, actor: site.actor)
            return PreviewPanel(preview, actor: site.actor, isUpdate: isUpdate)
        } catch let error as SelectionError {
            return PreviewPanel(problems: [.segment(error)])
        }
    }

    private func execute(_ request: Request) async throws -> Response {
        let form = RunForm(try await site.form(request))
        var (plan, problems) = form.plan(try await site.clock(), now: site.time.now)
        if let plan {
            do {
                let confirmed = form.confirmation?.number
                let id = try await site.executions.create(plan, actor: site.actor, confirmed: confirmed)
                return .redirect(to: "/executions/\(id)", for: request)
            } catch let error as ExecutionError {
                let words = error.message.asSentence
                problems = [
                    error == .inThePast
                        ? FormProblem("at", in: "When", words)
                        : FormProblem(form.confirmation?.field ?? "actions", in: "Confirmation", words)
                ]
            } catch let error as SelectionError {
                problems = [.segment(error)]
            }
        }
        // A form that must be corrected is an ordinary answer for htmx, which would not show it otherwise.
        guard !request.wantsFragment else { return site.fragment(ProblemPanel(problems: problems)) }
        return try await page(form, problems: problems, for: request, status: .unprocessableContent)
    }

    private func page(
        _ form: RunForm,
        problems: [FormProblem] = [],
        preview: PreviewPanel? = nil,
        for request: Request,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let surroundings = RunSurroundings(
            segments: try await site.segments.all().map(\.name),
            detailNames: try await site.suggestions.details(matching: "", limit: 200, reach: site.actor.reach).map(\.text),
            clock: try await site.clock()
        )
        let page = ContactRunPage(
            form,
            surroundings: surroundings,
            count: try await count(form, isUpdate: false),
            problems: problems,
            preview: preview
        )
        return site.page(page, for: request, status: status)
    }
}

extension FormProblem {
    /// A segment that cannot be resolved.
    static func segment(_ error: SelectionError) -> FormProblem {
        FormProblem("segment", in: "Segment", error.message.asSentence)
    }
}
