import Access
import Hummingbird
import Messaging

/// The accounts that messages leave by.
struct MessageAccountPages: Sendable {
    let site: Site

    private static let need = Need.permission(.manageWorkspace)

    func declare(on routes: inout Routes) {
        routes.get("/messages/accounts", needs: Self.need) { request, context in
            let kind = MessageAccountForm.Kind(rawValue: request.queryFields["kind"]) ?? .email
            return try await list(MessageAccountForm(kind: kind), for: request, context)
        }
        routes.post("/messages/accounts", needs: Self.need) { try await create($0, $1) }
        routes.get("/messages/accounts/:id", needs: Self.need) { request, context in
            let account = try await account(context)
            return site.page(MessageAccountPage(account, MessageAccountForm(account)), for: request, context)
        }
        routes.post("/messages/accounts/:id", needs: Self.need) { try await save($0, $1) }
        routes.post("/messages/accounts/:id/default", needs: Self.need) { request, context in
            try await change(request, context, done: "It is the default account now.") {
                try await site.accounts.makeDefault($0.id)
            }
        }
        routes.post("/messages/accounts/:id/delete", needs: Self.need) { request, context in
            try await change(request, context, done: "Account deleted.") { try await site.accounts.delete($0.id) }
        }
    }

    private func create(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = MessageAccountForm(try await site.form(request), keeping: nil)
        do {
            try await site.accounts.create(form["name"], form.settings, perMinute: form.perMinute)
            site.record(.settingChanged(name: "message-accounts"), request, context)
            return .redirect(to: "/messages/accounts", flash: .done("Account added."), for: request)
        } catch let error as AccountError {
            return try await list(form, problem: error, for: request, context)
        }
    }

    private func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let account = try await account(context)
        let form = MessageAccountForm(try await site.form(request), keeping: account)
        do {
            try await site.accounts.change(
                account.id,
                name: form["name"],
                form.settings,
                perMinute: form.perMinute
            )
            site.record(.settingChanged(name: "message-accounts"), request, context)
            return .redirect(to: "/messages/accounts", flash: .done("Saved."), for: request)
        } catch let error as AccountError {
            let page = MessageAccountPage(account, form, problem: error)
            return site.page(page, for: request, context, status: .unprocessableContent)
        }
    }

    private func change(
        _ request: Request,
        _ context: WebContext,
        done: String,
        _ work: (MessageAccount) async throws -> Void
    ) async throws -> Response {
        let account = try await account(context)
        do {
            try await work(account)
            site.record(.settingChanged(name: "message-accounts"), request, context)
            return .redirect(to: "/messages/accounts", flash: .done(done), for: request)
        } catch let error as AccountError {
            return .redirect(to: "/messages/accounts", flash: .problem(error.message.asSentence), for: request)
        }
    }

    private func account(_ context: WebContext) async throws -> MessageAccount {
        let id = context.parameters.get("id").flatMap(Int64.init).map(AccountID.init)
        let accounts = try await site.accounts.all()
        guard let account = accounts.first(where: { $0.id == id }) else { throw WebError.notFound("This account") }
        return account
    }

    private func list(
        _ form: MessageAccountForm,
        problem: AccountError? = nil,
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let page = MessageAccountListPage(try await site.accounts.all(), form: form, problem: problem)
        return site.page(page, for: request, context, status: problem == nil ? .ok : .unprocessableContent)
    }
}
