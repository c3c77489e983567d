import Access
import Contacts
import Executions
import Hummingbird
import Messaging
import Storage

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
            site.record(.passwordLinkMade(user: user.email), request, context)
            return try await page(user, link: try await link(for: user, request), for: request, context)
        }
        routes.post("/users/:id/second-factor/remove", needs: need) { try await removeSecondFactor($0, $1) }
        routes.post("/users/:id/enable", needs: need) { request, context in
            let user = try await user(context)
            try await site.users.enable(user.id)
            site.record(.userEnabled(user: user.email), request, context)
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
            site.record(.userAdded(user: user.email, role: role), request, context)
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
            site.record(.userChanged(user: user.email, role: role), request, context)
        } catch let error as UserError {
            return try await page(user, form, problems: [error.problem], for: request, context)
        }
        return .redirect(to: Self.path(of: user), flash: .done("Saved."), for: request)
    }

    private func removeSecondFactor(_ request: Request, _ context: WebContext) async throws -> Response {
        let user = try await user(context)
        do {
            try await site.secondFactors.remove(of: user.id)
        } catch let error as SecondFactorError {
            return .redirect(to: Self.path(of: user), flash: .problem(error.message.asSentence), for: request)
        }
        site.record(.secondFactorRemoved(user: user.email), request, context)
        try await site.notify(user, .secondFactorRemoved, actor: try context.signedIn.email)
        let flash = Flash.done("The second factor of \(user.email) is removed.")
        return .redirect(to: Self.path(of: user), flash: flash, for: request)
    }

    private func askForSuccessor(_ request: Request, _ context: WebContext) async throws -> Response {
        let user = try await user(context)
        return try await disablePage(user, for: request, context)
    }

    private func disable(_ request: Request, _ context: WebContext) async throws -> Response {
        let user = try await user(context)
        let fields = try await site.form(request)
        let choice = fields["successor"]
        let owned = try await site.handover.contacts(of: user)
        let successor = try await successors(of: user).first { "\($0.id.number)" == choice }
        do {
            guard successor != nil || choice.isEmpty else { throw WebError.refused("choose one of the list") }
            if fields.has("preview") {
                guard let successor else { throw HandoverError.successorMissing(user.email, contacts: owned) }
                let preview = try await preview(from: user, to: successor, actor: try context.actor)
                return try await disablePage(user, choice, preview: preview, for: request, context)
            }
            let id = try await site.handover.disable(user, handingOverTo: successor, actor: try context.actor)
            site.record(.userDisabled(user: user.email), request, context)
            return .redirect(
                to: id.map { "/executions/\($0)" } ?? Self.path(of: user),
                flash: .done("\(user.email) is disabled."),
                for: request
            )
        } catch let error as HandoverError {
            let problem = FormProblem("successor", in: "Contacts", error.message.asSentence)
            return try await disablePage(user, choice, problems: [problem], for: request, context)
        } catch let error as UserError {
            return .redirect(to: Self.path(of: user), flash: .problem(error.message.asSentence), for: request)
        }
    }

    private func preview(from user: User, to successor: User, actor: Actor) async throws -> PreviewPanel {
        let preview = try await site.handover.preview(from: user, to: successor, actor: actor)
        let users = try await site.database.read { try UserDirectory($0).names() }
        return PreviewPanel(preview, actor: actor, users: users, isUpdate: false)
    }

    private func disablePage(
        _ user: User,
        _ choice: String = "",
        preview: PreviewPanel? = nil,
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let page = DisableUserPage(
            user,
            contacts: try await site.handover.contacts(of: user),
            successors: try await successors(of: user),
            chosen: choice,
            preview: preview,
            problems: problems
        )
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
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
