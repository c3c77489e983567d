import Access
import Automations
import Contacts
import Hummingbird

/// The pages on which rules are built.
struct RulePages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        let change = Need.permission(.manageAutomations)
        routes.get("/rules/:id", needs: .permission(.runActions)) { try await show($0, $1) }
        routes.post("/rules/:id", needs: change) { try await save($0, $1) }
        routes.post("/rules/:id/compose", needs: change) { try await compose($0, $1) }
        routes.post("/rules/:id/check", needs: change) { try await check($0, $1) }
    }

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let open = try await site.automation(.rule, context)
        guard open.mayChange, case .rule(let rule) = open.draft.definition else {
            return site.page(RulePage(open, editor: nil), for: request, context)
        }
        let surroundings = try await site.surroundings(context)
        var form = RuleForm(rule, revision: open.draft.revision)
        form.condition = form.condition.fitted(to: surroundings)
        let flaws = try await site.automations.flaws(of: open.automation.id, for: try context.actor)
        let editor = RuleEditor(form, path: open.path, surroundings, flaws: flaws)
        return site.page(RulePage(open, editor: editor), for: request, context)
    }

    private func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let open = try await site.changeableAutomation(.rule, context)
        let form = RuleForm(try await site.form(request))
        var (rule, problems) = form.definition()
        if let rule {
            do {
                let definition = Definition.rule(rule)
                if definition != open.draft.definition {
                    let actor = try context.actor
                    let id = open.automation.id
                    try await site.automations.save(definition, of: id, revision: form.revision, by: actor)
                }
                return .redirect(to: open.path, flash: .done("Saved."), for: request)
            } catch let error as AutomationError {
                problems = [FormProblem("revision", in: "Rule", error.message.asSentence)]
            } catch let error as DefinitionError {
                problems = [FormProblem("revision", in: "Rule", error.message.asSentence)]
            }
        }
        let editor = try await editor(form, open, problems: problems, context)
        // A form that must be corrected is an ordinary answer for htmx, which would not show it otherwise.
        guard !request.wantsFragment else { return site.fragment(editor) }
        return site.page(RulePage(open, editor: editor), for: request, context, status: .unprocessableContent)
    }

    /// Shows the form again with a row more or less; nothing is saved.
    private func compose(_ request: Request, _ context: WebContext) async throws -> Response {
        let open = try await site.changeableAutomation(.rule, context)
        let editor = try await editor(RuleForm(try await site.form(request)), open, problems: [], context)
        guard !request.wantsFragment else { return site.fragment(editor) }
        return site.page(RulePage(open, editor: editor), for: request, context)
    }

    /// Says what is wrong with the form as it stands.
    private func check(_ request: Request, _ context: WebContext) async throws -> Response {
        let open = try await site.changeableAutomation(.rule, context)
        let form = RuleForm(try await site.form(request))
        let (rule, problems) = form.definition()
        let flaws = try await flaws(of: rule, open, context)
        guard request.wantsFragment else {
            let editor = try await editor(form, open, problems: problems, context)
            return site.page(RulePage(open, editor: editor), for: request, context)
        }
        return site.fragment(RuleCheck(form, flaws, problems: problems, isUpdate: true))
    }

    private func editor(
        _ form: RuleForm,
        _ open: OpenAutomation,
        problems: [FormProblem],
        _ context: WebContext
    ) async throws -> RuleEditor {
        RuleEditor(
            form,
            path: open.path,
            try await site.surroundings(context),
            flaws: try await flaws(of: form.definition().definition, open, context),
            problems: problems
        )
    }

    private func flaws(
        of rule: RuleDefinition?,
        _ open: OpenAutomation,
        _ context: WebContext
    ) async throws -> [Flaw] {
        guard let rule else { return [] }
        var file = open.draft.file
        file.definition = .rule(rule)
        return try await site.automations.flaws(of: file, for: try context.actor)
    }
}
