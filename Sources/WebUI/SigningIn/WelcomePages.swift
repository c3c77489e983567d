import Access
import Executions
import Hummingbird
import Logging
import Messaging

/// Where one-time links lead: the first administrator is created, or a user chooses a password.
struct WelcomePages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        routes.get("/welcome/:token", needs: .nobody) { request, context in
            let purpose = try await purpose(context)
            return site.page(WelcomePage(purpose, WelcomeForm(), path: Self.path(context)), for: request, context)
        }
        routes.post("/welcome/:token", needs: .nobody) { try await accept($0, $1) }
    }

    private func accept(_ request: Request, _ context: WebContext) async throws -> Response {
        let purpose = try await purpose(context)
        let form = WelcomeForm(try await site.publicForm(request))
        var problems = form.problems(for: purpose)
        if problems.isEmpty {
            do {
                let user = try await use(purpose, form, token: Self.token(context), request, context)
                return try await welcome(user, form.password.first, request, context)
            } catch let error as UserError {
                problems = [error.problem]
            } catch let error as PasswordError {
                problems = [FormProblem("new-password", in: "New password", error.message.asSentence)]
            }
        }
        let page = WelcomePage(purpose, form, path: Self.path(context), problems: problems)
        return site.page(page, for: request, context, status: .unprocessableContent)
    }

    private func use(
        _ purpose: LinkPurpose,
        _ form: WelcomeForm,
        token: String,
        _ request: Request,
        _ context: WebContext
    ) async throws -> User {
        switch purpose {
        case .firstAdministrator:
            let administrator = try await site.links.createAdministrator(
                token: token,
                email: form.email,
                name: form.name,
                password: form.password.first
            )
            site.record(.userAdded(user: administrator.email, role: administrator.role), request, context)
            site.record(.passwordChanged(user: administrator.email), request, context)
            // What was imported before anybody was there gets an owner now.
            do {
                try await site.ownerless.adopt()
            } catch {
                site.logger.error("contacts without an owner stay so", metadata: ["error": "\(error)"])
            }
            return administrator
        case .password:
            let user = try await site.links.setPassword(token: token, password: form.password.first)
            site.record(.passwordChanged(user: user.email), request, context)
            try await site.notify(user, .passwordChanged, actor: user.email)
            return user
        }
    }

    /// Signs the user in with the new password; where that cannot be, the user does it.
    private func welcome(
        _ user: User,
        _ password: String,
        _ request: Request,
        _ context: WebContext
    ) async throws -> Response {
        do {
            let step = try await site.signIn(user.email, password, request, context)
            let words = user.hasSecondFactor ? "Your password is set." : "Welcome, \(user.name)."
            return site.response(to: step, leadingTo: nil, flash: .done(words), for: request)
        } catch is SignInError {
            return .redirect(to: "/sign-in", flash: .done("Your password is set. Sign in with it."), for: request)
        }
    }

    /// - Throws: `WebError.notFound` for a link that is unknown, used or too old: all answer the same.
    private func purpose(_ context: WebContext) async throws -> LinkPurpose {
        guard let purpose = try await site.links.purpose(of: Self.token(context)) else {
            throw WebError.notFound(
                "This link was used, is older than 24 hours, or was replaced by another: what it led to"
            )
        }
        return purpose
    }

    private static func token(_ context: WebContext) -> String { context.parameters.get("token") ?? "" }

    private static func path(_ context: WebContext) -> String { "/welcome/" + FormFields.encoded(token(context)) }
}
