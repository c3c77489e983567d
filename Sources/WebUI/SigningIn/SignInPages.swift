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
        routes.get("/sign-in/code", needs: .nobody) { request, context in
            try await codePage(next: LocalPath(request.queryFields["next"]), for: request, context)
        }
        routes.post("/sign-in/code", needs: .nobody) { try await enterCode($0, $1) }
        routes.post("/sign-out", needs: .nobody) { try await signOut($0, $1) }
    }

    private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = SignInForm(try await site.publicForm(request))
        do {
            let step = try await site.signIn(form.email, form.password, request, context)
            return site.response(to: step, leadingTo: form.next, for: request)
        } catch SignInError.throttled(let until) {
            let throttling = Throttling(until: until, now: site.time.now)
            let page = SignInPage(form, refusal: throttling.words)
            return site.page(page, for: request, context, status: .tooManyRequests).waiting(throttling)
        } catch is SignInError {
            let page = SignInPage(form, refusal: Self.refusal)
            return site.page(page, for: request, context, status: .unprocessableContent)
        }
    }

    private func enterCode(_ request: Request, _ context: WebContext) async throws -> Response {
        let fields = try await site.publicForm(request)
        let next = LocalPath(fields["next"])
        do {
            let signedIn = try await site.enter(fields["code"], request, context)
            return site.response(to: .signedIn(signedIn), leadingTo: next, for: request)
        } catch SignInError.throttled(let until) {
            let throttling = Throttling(until: until, now: site.time.now)
            return try await codePage(next: next, throttling.words, .tooManyRequests, for: request, context)
                .waiting(throttling)
        } catch is SignInError {
            let words = "This is not the code that the app shows now, or it was used already. Wait for the next one."
            return try await codePage(next: next, words, .unprocessableContent, for: request, context)
        }
    }

    /// The page that asks for the code; without a sign-in that waits for one, the page that begins again.
    private func codePage(
        next: LocalPath?,
        _ refusal: String? = nil,
        _ status: HTTPResponse.Status = .ok,
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        guard let token = site.entrance.pendingToken(in: request),
            let user = try await site.desk.user(ofPending: token)
        else {
            let page = SignInPage(SignInForm(next: next), refusal: SignInError.expired.message.asSentence)
            return site.page(page, for: request, context, status: .unprocessableContent)
        }
        return site.page(CodePage(user, next: next, refusal: refusal), for: request, context, status: status)
    }

    private func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
        if let token = site.entrance.token(in: request) { try await site.desk.signOut(token) }
        if let user = context.user { site.record(.signedOut(user: user.email), request, context) }
        var response = Response.redirect(to: "/sign-in", flash: .done("You are signed out."), for: request)
        response.setCookie(site.entrance.removal)
        return response
    }

    /// One message for every reason, which tells nobody whether there is such a user.
    private static let refusal =
        "E-mail address and password do not fit together, or this user cannot sign in. "
        + "An administrator can give you a link to choose a new password."
}

extension Response {
    /// The answer with the time after which it is worth trying again.
    fileprivate func waiting(_ throttling: Throttling) -> Response {
        var response = self
        response.headers[.retryAfter] = "\(throttling.seconds)"
        return response
    }
}
