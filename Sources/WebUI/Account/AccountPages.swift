import Access
import Contacts
import Hummingbird
import Messaging

/// What somebody sees and changes of themselves.
struct AccountPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        routes.get("/account", needs: .signedIn) { try await page(for: $0, $1) }
        routes.post("/account", needs: .signedIn) { try await rename($0, $1) }
        routes.post("/account/password", needs: .signedIn) { try await changePassword($0, $1) }
        routes.post("/account/sessions/:id/end", needs: .signedIn) { try await endSession($0, $1) }
        routes.post("/account/sign-out-everywhere", needs: .signedIn) { try await signOutEverywhere($0, $1) }
    }

    private func rename(_ request: Request, _ context: WebContext) async throws -> Response {
        let name = try await site.form(request)["name"]
        do {
            _ = try await site.users.change(try context.signedIn.id, name: name, role: nil)
        } catch let error as UserError {
            return try await page(name: name, problems: [error.problem], for: request, context)
        }
        return .redirect(to: "/account", flash: .done("Saved."), for: request)
    }

    private func changePassword(_ request: Request, _ context: WebContext) async throws -> Response {
        let fields = try await site.form(request)
        let user = try context.signedIn
        let password = NewPassword(fields)
        var problems = password.problems(of: PasswordOwner(email: user.email, name: user.name))
        if problems.isEmpty {
            do {
                try await site.desk.changePassword(
                    of: user.id,
                    from: fields.secret("password"),
                    to: password.first,
                    keeping: context.session
                )
                site.record(.passwordChanged(user: user.email), request, context)
                try await site.notify(user, .passwordChanged, actor: user.email)
                let flash = Flash.done("The password is changed. Everywhere else you are signed out.")
                return .redirect(to: "/account", flash: flash, for: request)
            } catch let error as SignInError {
                problems = [site.problem(error, of: user, request, context)]
            } catch let error as PasswordError {
                problems = [FormProblem("new-password", in: "New password", error.message.asSentence)]
            }
        }
        return try await page(problems: problems, for: request, context)
    }

    private func endSession(_ request: Request, _ context: WebContext) async throws -> Response {
        let id = context.parameters.get("id") ?? ""
        try await site.desk.end(session: id, of: try context.signedIn.id)
        site.record(.sessionsEnded(user: try context.signedIn.email), request, context)
        return .redirect(to: "/account#sessions", flash: .done("This session is ended."), for: request)
    }

    private func signOutEverywhere(_ request: Request, _ context: WebContext) async throws -> Response {
        try await site.desk.endSessions(of: try context.signedIn.id, except: nil)
        site.record(.sessionsEnded(user: try context.signedIn.email), request, context)
        var response = Response.redirect(to: "/sign-in", flash: .done("You are signed out everywhere."), for: request)
        response.setCookie(site.entrance.removal)
        return response
    }

    private func page(
        name: String? = nil,
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let user = try context.signedIn
        let page = AccountPage(
            user,
            name: name ?? user.name,
            secondFactor: try await site.secondFactors.status(of: user.id),
            sessions: try await site.desk.sessions(of: user.id),
            current: context.session,
            clock: try await site.clock(),
            problems: problems
        )
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
