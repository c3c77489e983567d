import Access
import Automations
import Contacts
import Forms
import Hummingbird
import Messaging
import Storage

/// The templates of e-mails and text messages.
struct MessageTemplatePages: Sendable {
    let site: Site

    private static let need = Need.permission(.manageMessages)

    func declare(on routes: inout Routes) {
        routes.get("/messages/templates", needs: Self.need) { request, context in
            try await list(MessageTemplateDraft(), for: request, context)
        }
        routes.post("/messages/templates", needs: Self.need) { try await create($0, $1) }
        routes.get("/messages/templates/:id", needs: Self.need) { request, context in
            let template = try await template(context)
            let language = try Self.language(request.queryFields["language"], of: template)
            return try await page(template, MessageTemplateForm(template, language: language), for: request, context)
        }
        routes.post("/messages/templates/:id", needs: Self.need) { try await save($0, $1) }
        routes.post("/messages/templates/:id/test", needs: Self.need) { try await test($0, $1) }
        routes.post("/messages/templates/:id/delete", needs: Self.need) { try await delete($0, $1) }
        routes.get("/messages/templates/:id/preview", needs: Self.need) { try await preview($0, $1) }
    }

    private func create(_ request: Request, _ context: WebContext) async throws -> Response {
        let draft = MessageTemplateDraft(try await site.form(request))
        do {
            let needed = try await site.database.read { connection in
                draft.channel == .email ? try ConfirmationTemplate.beginning(of: draft.name, connection) : nil
            }
            let made = try await site.templates.create(draft.name, draft.channel, needed ?? draft.content)
            return .redirect(to: Self.path(of: made.id), flash: .done("Template created."), for: request)
        } catch let error as TemplateError {
            return try await list(draft, problem: error, for: request, context)
        }
    }

    private func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let template = try await template(context)
        let fields = try await site.form(request)
        let language = try Self.language(fields["language"], of: template)
        let form = MessageTemplateForm(fields, template.channel, language: language)
        let use = TemplateUse(actor: try context.signedIn.actor)
        do {
            let saved = try await site.templates.change(
                template.id,
                name: form.name,
                form.applied(to: template.content),
                account: form.account,
                revision: form.revision
            ) { try use.check($0, $1, $2) }
            let shown = saved.content.variants[language] == nil ? saved.content.language : language
            let path = "\(Self.path(of: template.id))?language=\(shown)"
            return .redirect(to: path, flash: .done("Saved."), for: request)
        } catch let error as TemplateError {
            let problem = FormProblem(error.field, in: "Template", error.message.asSentence)
            return try await page(template, form, problems: [problem], for: request, context)
        }
    }

    /// Sends the template to whoever looks at it, with the data of a contact that one may see.
    private func test(_ request: Request, _ context: WebContext) async throws -> Response {
        let user = try context.signedIn
        let template = try await template(context)
        let fields = try await site.form(request)
        let path = "\(Self.path(of: template.id))?language=\(fields["language"])"
        guard template.channel == .email else { throw WebError.notFound("This page") }
        let address = try EmailAddress(user.email)
        let now = site.time.now
        let language = fields["language"]
        let wanted = try? EmailAddress(fields["contact"])
        let isSent = try await site.database.write { connection -> Bool in
            let reader = ContactReader(connection)
            let number = try wanted.flatMap(reader.number(of:))
            if let number {
                guard let id = try reader.contact(number)?.id,
                    try reader.number(of: id, visibleTo: user.actor) != nil
                else { return false }
            }
            guard number != nil || fields["contact"].isEmpty else { return false }
            try Outbox(connection).addTest(
                of: template.id,
                to: address,
                language: language,
                as: number,
                actor: user.email,
                at: now
            )
            return true
        }
        let flash: Flash =
            isSent
            ? .done("The e-mail is on its way to \(user.email).")
            : .problem("There is no contact \(fields["contact"]): check the address, or leave it empty.")
        return .redirect(to: path, flash: flash, for: request)
    }

    private func delete(_ request: Request, _ context: WebContext) async throws -> Response {
        let template = try await template(context)
        let use = TemplateUse(actor: try context.signedIn.actor)
        guard try await site.form(request)["confirmation"] == "yes" else {
            let flash = Flash.problem("Tick the box first, then delete.")
            return .redirect(to: Self.path(of: template.id), flash: flash, for: request)
        }
        do {
            try await site.templates.delete(template.id) { try use.user(of: $0, in: $1) }
        } catch let error as TemplateError {
            let flash = Flash.problem(error.message.asSentence)
            return .redirect(to: Self.path(of: template.id), flash: flash, for: request)
        }
        return .redirect(
            to: "/messages/templates",
            flash: .done("Template “\(template.name)” deleted."),
            for: request
        )
    }

    /// The e-mail as it is saved, closed off: it runs no scripts and loads nothing.
    private func preview(_ request: Request, _ context: WebContext) async throws -> Response {
        let template = try await template(context)
        let language = try Self.language(request.queryFields["language"], of: template)
        let variant = template.content.variants[language] ?? TemplateContent.Variant()
        guard let html = variant.html else { return .text(variant.text ?? "") }
        var response = Response.html(html)
        response.headers[.contentSecurityPolicy] =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:"
        return response
    }

    private func template(_ context: WebContext) async throws -> MessageTemplate {
        let id = context.parameters.get("id").flatMap(Int64.init).map(TemplateID.init)
        guard let id, let template = try await site.database.read({ try TemplateReader($0).template(id) }) else {
            throw WebError.notFound("This template")
        }
        return template
    }

    private func list(
        _ draft: MessageTemplateDraft,
        problem: TemplateError? = nil,
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let templates = try await site.database.read { connection in
            try MessageChannel.allCases.flatMap(TemplateReader(connection).all)
        }
        let problems = problem.map { [FormProblem($0.field, in: "New template", $0.message.asSentence)] } ?? []
        let page = MessageTemplateListPage(templates, draft: draft, problems: problems, clock: try await site.clock())
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func page(
        _ template: MessageTemplate,
        _ form: MessageTemplateForm,
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let accounts = try await site.accounts.all()
        let page = MessageTemplatePage(template, form, accounts: accounts, problems: problems)
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// A language that the template has or may get.
    private static func language(_ word: String, of template: MessageTemplate) throws -> String {
        let tag = word.trimmed.lowercased()
        guard !tag.isEmpty else { return template.content.language }
        guard (2...3).contains(tag.count), tag.allSatisfy({ ("a"..."z").contains($0) }) else {
            throw WebError.notFound("The language \(word)")
        }
        return tag
    }

    static func path(of id: TemplateID) -> String { "/messages/templates/\(id.number)" }
}

extension TemplateError {
    /// The field that it is about.
    fileprivate var field: String {
        switch self {
        case .emptyName, .nameTooLong, .nameTaken, .sentByName: "name"
        case .noLink(.html, _, _): "html"
        case .noSubject: "subject"
        default: "text"
        }
    }
}
