import Access
import Hummingbird

extension Site {
    /// Checks a password and ends the session that the browser had before; recorded.
    ///
    /// - Throws: `SignInError`.
    func signIn(
        _ email: String,
        _ password: String,
        _ request: Request,
        _ context: WebContext
    ) async throws -> SignInStep {
        do {
            let place = entrance.place(of: request, context)
            let step = try await desk.signIn(email: email, password: password, from: place)
            switch step {
            case .signedIn(let signedIn): record(.signedIn(user: signedIn.user.email), request, context)
            case .codeNeeded(let pending): record(.codeAsked(user: pending.user.email), request, context)
            }
            return step
        } catch let error as SignInError {
            // Looked up for everybody, so that the time of the answer tells nothing.
            let user = try await users.user(email: email)?.email
            record(.signInRefused(user: user, error.refusal ?? .password), request, context)
            throw error
        }
    }

    /// Ends a sign-in that waits for a code; recorded.
    ///
    /// - Throws: `SignInError`.
    func enter(_ code: String, _ request: Request, _ context: WebContext) async throws -> SignedIn {
        let token = entrance.pendingToken(in: request) ?? ""
        let user = try await desk.user(ofPending: token)?.email
        do {
            let place = entrance.place(of: request, context)
            let signedIn = try await desk.signIn(code: code, pending: token, from: place)
            record(.signedIn(user: signedIn.user.email), request, context)
            if let left = signedIn.recoveryCodesLeft {
                record(.recoveryCodeUsed(user: signedIn.user.email, left: left), request, context)
            }
            return signedIn
        } catch let error as SignInError {
            record(.signInRefused(user: user, error.refusal ?? .code), request, context)
            throw error
        }
    }

    /// Lets a user in, or asks for the code.
    ///
    /// - Parameters:
    ///   - step: How far the sign-in has come.
    ///   - next: Where the browser goes afterwards.
    ///   - flash: What the next page says.
    ///   - request: The request.
    /// - Returns: The answer with the cookies.
    func response(
        to step: SignInStep,
        leadingTo next: LocalPath?,
        flash: Flash? = nil,
        for request: Request
    ) -> Response {
        switch step {
        case .codeNeeded(let pending):
            let query = next.map { "?" + FormFields.query([("next", $0.text)]) } ?? ""
            var response = Response.redirect(to: "/sign-in/code" + query, flash: flash, for: request)
            response.setCookie(entrance.pendingCookie(pending))
            return response
        case .signedIn(let signedIn):
            let words = signedIn.recoveryCodesLeft.map { left in
                "You have used a recovery code, and \(left) are left. Your account renews them."
            }
            let path = words == nil ? next?.text ?? "/" : "/account#second-factor"
            var response = Response.redirect(to: path, flash: words.map(Flash.problem) ?? flash, for: request)
            response.setCookie(entrance.sessionCookie(signedIn.token))
            response.setCookie(entrance.browserCookie(signedIn.browser))
            if entrance.pendingToken(in: request) != nil { response.setCookie(entrance.pendingRemoval) }
            return response
        }
    }
}

extension SignInError {
    /// Why it is refused; `nil` when what was given is wrong.
    fileprivate var refusal: SecurityEvent.Refusal? {
        if case .throttled = self { .throttled } else { nil }
    }
}
