import Access
import Contacts
import Hummingbird

/// Signing in and out.
struct SignInPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        routes.get("/sign-in", needs: .nobody) { request, context in
            let next = LocalPath(request.queryFields["next"])
            guard context.user == nil else { return .redirect(to: next?.text ?? "/", for: request) }
            return site.page(SignInPage(SignInForm(next: next)), for: request, context)
        }
        routes.post("/sign-in", needs: .nobody) { try await signIn($0, $1) }
        routes.post("/sign-out", needs: .nobody) { try await signOut($0, $1) }
    }

    private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = SignInForm(try await site.publicForm(request))
        do {
            let entry = try await site.signIn(form.email, form.password, request, context)
            var response = Response.redirect(to: form.next?.text ?? "/", for: request)
            response.setCookie(site.entrance.sessionCookie(entry))
            return response
        } catch SignInError.refused {
            let page = SignInPage(form, refusal: Self.refusal)
            return site.page(page, for: request, context, status: .unprocessableContent)
        } catch SignInError.throttled(let until) {
            let throttling = Throttling(until: until, now: site.time.now)
            let page = SignInPage(form, refusal: throttling.words)
            var response = site.page(page, for: request, context, status: .tooManyRequests)
            response.headers[.retryAfter] = "\(throttling.seconds)"
            return response
        }
    }

    private func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
        if let token = site.entrance.token(in: request) { try await site.desk.signOut(token) }
        var response = Response.redirect(to: "/sign-in", flash: .done("You are signed out."), for: request)
        response.setCookie(site.entrance.removal)
        return response
    }

    /// One message for every reason, which tells nobody whether there is such a user.
    private static let refusal =
        "E-mail address and password do not fit together, or this user cannot sign in. "
        + "An administrator can give you a link to choose a new password."
}

extension Site {
    /// Signs somebody in and ends the session that the browser had before.
    ///
    /// - Throws: `SignInError`.
    func signIn(
        _ email: String,
        _ password: String,
        _ request: Request,
        _ context: WebContext
    ) async throws -> SessionToken {
        try await desk.signIn(
            email: email,
            password: password,
            from: entrance.clientAddress(of: request, context),
            agent: String((request.headers[.userAgent] ?? "").prefix(200)),
            replacing: entrance.token(in: request)
        ).token
    }
}
