import Access
import Contacts
import Forms
import Hummingbird
import Messaging
import Selections
import Storage

/// The page on which a form is built: its fields, wording and effects, with a preview beside them.
struct SignUpFormEditing: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        let need = Need.permission(.manageForms)
        routes.get("/forms/:id", needs: need) { request, context in
            let form = try await site.signUpForm(context)
            return try await page(form, SignUpFormDraft(form), for: request, context)
        }
        routes.post("/forms/:id", needs: need) { try await save($0, $1) }
        routes.post("/forms/:id/compose", needs: need) { request, context in
            let form = try await site.signUpForm(context)
            let draft = SignUpFormDraft(try await site.form(request))
            guard request.wantsFragment else { return try await page(form, draft, for: request, context) }
            return site.fragment(try await editor(form, draft, problems: [], context))
        }
        routes.post("/forms/:id/preview", needs: need) { request, context in
            let form = try await site.signUpForm(context)
            let draft = SignUpFormDraft(try await site.form(request))
            guard request.wantsFragment else { return try await page(form, draft, for: request, context) }
            return site.fragment(SignUpFormPreview(form, draft))
        }
    }

    private func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await site.signUpForm(context)
        let draft = SignUpFormDraft(try await site.form(request))
        var (definition, problems) = draft.definition()
        if let definition {
            do {
                let actor = try context.actor
                let version = try await site.forms.change(form.id, to: definition, from: draft.version, by: actor)
                let words =
                    version == form.version ? "Nothing was different." : "Saved as version \(version.grouped)."
                return .redirect(to: SignUpFormPages.path(of: form.id), flash: .done(words), for: request)
            } catch FormError.unfit(let flaws) {
                problems = flaws.map(draft.problem)
            } catch let error as FormError {
                problems = [FormProblem("version", in: "Form", error.message.asSentence)]
            }
        }
        // A form that must be corrected is an ordinary answer for htmx, which would not show it otherwise.
        guard !request.wantsFragment else {
            return site.fragment(try await editor(form, draft, problems: problems, context))
        }
        return try await page(form, draft, problems: problems, for: request, context)
    }

    private func page(
        _ form: SignUpForm,
        _ draft: SignUpFormDraft,
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let reach = try context.actor.reach
        let now = site.time.now
        let (numbers, versions, hasAccount) = try await site.database.read { connection in
            (
                try FormNumbers(of: form.id, within: reach, at: now, connection),
                try FormReader(connection).versions(of: form.id),
                try AccountReader(connection).all().contains { $0.settings.channel == .email }
            )
        }
        let page = SignUpFormPage(
            form,
            editor: form.state == .archived ? nil : try await editor(form, draft, problems: problems, context),
            numbers: numbers,
            hasAccount: hasAccount,
            versions: versions,
            publicAddress: site.entrance.address(of: PublicFormPages.path(of: form.publicID), for: request),
            clock: try await site.clock()
        )
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func editor(
        _ form: SignUpForm,
        _ draft: SignUpFormDraft,
        problems: [FormProblem],
        _ context: WebContext
    ) async throws -> SignUpFormEditor {
        let reach = try context.actor.reach
        return SignUpFormEditor(
            form,
            draft,
            users: try await site.database.read { try UserDirectory($0).all() },
            templates: try await site.database.read { try TemplateReader($0).all(.email).map(\.name) },
            detailNames: try await site.suggestions.details(matching: "", limit: 200, reach: reach).map(\.text),
            problems: problems
        )
    }
}
