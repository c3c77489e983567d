import Access
import Contacts
import Hummingbird

/// The users: who works here, and as what.
struct UserPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        let need = Need.permission(.manageUsers)
        routes.get("/users", needs: need) { try await list(for: $0, $1) }
        routes.post("/users", needs: need) { try await add($0, $1) }
        routes.get("/users/:id", needs: need) { request, context in
            try await page(try await user(context), for: request, context)
        }
        routes.post("/users/:id", needs: need) { try await change($0, $1) }
        routes.post("/users/:id/reset", needs: need) { request, context in
            let user = try await user(context)
            guard user.isActive else { throw UserError.disabled(user.email) }
            return try await page(user, link: try await link(for: user, request), for: request, context)
        }
        routes.post("/users/:id/enable", needs: need) { request, context in
            let user = try await user(context)
            try await site.users.enable(user.id)
            let flash = Flash.done("\(user.email) can sign in again.")
            return .redirect(to: Self.path(of: user), flash: flash, for: request)
        }
        routes.get("/users/:id/disable", needs: need) { try await askForSuccessor($0, $1) }
        routes.post("/users/:id/disable", needs: need) { try await disable($0, $1) }
    }

    private func add(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = UserForm(try await site.form(request))
        guard let role = form.role else {
            return try await list(form, problems: [UserForm.roleProblem], for: request, context)
        }
        do {
            let user = try await site.users.add(email: form.email, name: form.name, role: role)
            // Shown in this answer and nowhere else, as nobody but this administrator must see it.
            return try await page(user, link: try await link(for: user, request), for: request, context)
        } catch let error as UserError {
            return try await list(form, problems: [error.problem], for: request, context)
        }
    }

    private func change(_ request: Request, _ context: WebContext) async throws -> Response {
        let user = try await user(context)
        let form = UserForm(try await site.form(request))
        guard let role = form.role else {
            return try await page(user, form, problems: [UserForm.roleProblem], for: request, context)
        }
        do {
            _ = try await site.users.change(user.id, name: form.name, role: role)
        } catch let error as UserError {
            return try await page(user, form, problems: [error.problem], for: request, context)
        }
        return .redirect(to: Self.path(of: user), flash: .done("Saved."), for: request)
    }

    private func askForSuccessor(_ request: Request, _ context: WebContext) async throws -> Response {
        let user = try await user(context)
        let page = DisableUserPage(user, successors: try await successors(of: user))
        return site.page(page, for: request, context)
    }

    private func disable(_ request: Request, _ context: WebContext) async throws -> Response {
        let user = try await user(context)
        let choice = try await site.form(request)["successor"]
        let successors = try await successors(of: user)
        do {
            switch choice {
            case DisableUserPage.nobody: try await site.users.disable(user.id)
            default:
                guard let successor = successors.first(where: { "\($0.id.number)" == choice }) else {
                    let problem = FormProblem("successor", in: "Contacts", "Choose one of the list.")
                    let page = DisableUserPage(user, successors: successors, chosen: choice, problems: [problem])
                    return site.page(page, for: request, context, status: .unprocessableContent)
                }
                return try await handOver(user, to: successor, request, context)
            }
        } catch let error as UserError {
            return .redirect(to: Self.path(of: user), flash: .problem(error.message.asSentence), for: request)
        }
        return .redirect(to: Self.path(of: user), flash: .done("\(user.email) is disabled."), for: request)
    }

    /// Disables a user and lets another one take over the contacts.
    ///
    /// HANDING OVER GOES HERE, and only here: preview and execution of the core, then `users.disable`.
    private func handOver(
        _ user: User,
        to successor: User,
        _ request: Request,
        _ context: WebContext
    ) async throws -> Response {
        throw WebError.refused("contacts cannot be handed over yet: disable the user without it")
    }

    /// Who may take over contacts: everybody else who can sign in.
    private func successors(of user: User) async throws -> [User] {
        try await site.users.all().filter { $0.isActive && $0.id != user.id }
    }

    private func link(for user: User, _ request: Request) async throws -> String {
        site.entrance.address(of: "/welcome/" + (try await site.links.forPassword(of: user.id)), for: request)
    }

    private func user(_ context: WebContext) async throws -> User {
        guard let number = context.parameters.get("id").flatMap(Int64.init),
            let user = try await site.users.user(UserID(number))
        else { throw WebError.notFound("This user") }
        return user
    }

    static func path(of user: User) -> String { "/users/\(user.id.number)" }

    private func list(
        _ form: UserForm = UserForm(),
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let page = UserListPage(
            try await site.users.all(),
            form: form,
            clock: try await site.clock(),
            problems: problems
        )
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func page(
        _ user: User,
        _ form: UserForm? = nil,
        link: String? = nil,
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let page = UserPage(
            user,
            form: form ?? UserForm(user),
            link: link,
            clock: try await site.clock(),
            problems: problems
        )
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
