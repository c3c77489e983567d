import Access
import Contacts
import Forms
import Hummingbird
import Storage

/// The list of forms, and what is done with a form as a whole.
struct SignUpFormPages: Sendable {
    let site: Site

    static func path(of form: FormID) -> String { "/forms/\(form.number)" }

    func declare(on routes: inout Routes) {
        let need = Need.permission(.manageForms)
        routes.get("/forms", needs: need) { try await list(name: "", for: $0, $1) }
        routes.post("/forms", needs: need) { try await create($0, $1) }
        for command in SignUpFormCommand.allCases {
            routes.post("/forms/:id/\(command.rawValue)", needs: need) { request, context in
                try await carryOut(command, request, context)
            }
        }
        routes.post("/forms/:id/rename", needs: need) { try await rename($0, $1) }
        routes.post("/forms/:id/delete", needs: need) { try await delete($0, $1) }
    }

    private func create(_ request: Request, _ context: WebContext) async throws -> Response {
        let name = try await site.form(request)["name"]
        do {
            let made = try await site.forms.create(name, .blank(named: name), by: try context.actor)
            let flash = Flash.done("Form created. Say what it asks, then activate it.")
            return .redirect(to: Self.path(of: made), flash: flash, for: request)
        } catch let error as FormError {
            let problem = FormProblem("name", in: "Name", error.message.asSentence)
            return try await list(name: name, problems: [problem], for: request, context)
        }
    }

    private func carryOut(
        _ command: SignUpFormCommand,
        _ request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let form = try await site.signUpForm(context)
        do {
            var target = form.id
            if let state = command.state {
                try await site.forms.set(state, of: form.id)
            } else {
                target = try await site.forms.duplicate(form.id, by: try context.actor)
            }
            return .redirect(to: Self.path(of: target), flash: .done(command.done), for: request)
        } catch let error as FormError {
            return .redirect(to: Self.path(of: form.id), flash: .problem(error.message.asSentence), for: request)
        }
    }

    private func rename(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await site.signUpForm(context)
        do {
            try await site.forms.rename(form.id, to: try await site.form(request)["name"])
            return .redirect(to: Self.path(of: form.id), flash: .done("Renamed."), for: request)
        } catch let error as FormError {
            return .redirect(to: Self.path(of: form.id), flash: .problem(error.message.asSentence), for: request)
        }
    }

    private func delete(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await site.signUpForm(context)
        do {
            try await site.forms.delete(form.id)
            return .redirect(to: "/forms", flash: .done("Form “\(form.name)” deleted."), for: request)
        } catch let error as FormError {
            return .redirect(to: Self.path(of: form.id), flash: .problem(error.message.asSentence), for: request)
        }
    }

    private func list(
        name: String,
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let reach = try context.actor.reach
        let now = site.time.now
        let forms = try await site.database.read { connection in
            try FormReader(connection).all().map {
                (form: $0, numbers: try FormNumbers(of: $0.id, within: reach, at: now, connection))
            }
        }
        let page = SignUpFormListPage(forms, name: name, problems: problems)
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

extension FormDefinition {
    /// What a new form begins with.
    fileprivate static func blank(named name: String) -> FormDefinition {
        FormDefinition(
            title: String(name.prefix(maximumTitleLength)),
            questions: [FormQuestion(.email, label: "E-mail"), FormQuestion(.field(.name), label: "Name")],
            emailConsent: Consent("Please send me e-mails with news and offers. I can unsubscribe at any time.")
        )
    }
}

extension Site {
    /// The form that the address names.
    ///
    /// - Throws: `WebError.notFound`.
    func signUpForm(_ context: WebContext) async throws -> SignUpForm {
        let id = context.parameters.get("id").flatMap(Int64.init).map(FormID.init)
        guard let id, let form = try await forms.form(id) else { throw WebError.notFound("This form") }
        return form
    }
}
