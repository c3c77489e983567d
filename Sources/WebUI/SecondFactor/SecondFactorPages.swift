import Access
import Foundation
import Hummingbird
import Messaging

/// Where users add, renew and remove their own second factor.
struct SecondFactorPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        routes.get("/account/second-factor", needs: .enrolling) { try await page(for: $0, $1) }
        routes.post("/account/second-factor", needs: .enrolling) { try await confirm($0, $1) }
        routes.post("/account/second-factor/codes", needs: .signedIn) { try await renew($0, $1) }
        routes.post("/account/second-factor/remove", needs: .signedIn) { try await remove($0, $1) }
    }

    private func confirm(_ request: Request, _ context: WebContext) async throws -> Response {
        let fields = try await site.form(request)
        let user = try context.signedIn
        do {
            let codes = try await site.secondFactors.confirm(
                fields["code"],
                password: fields.secret("password"),
                of: user.id,
                keeping: context.session
            )
            site.record(.secondFactorAdded(user: user.email), request, context)
            try await site.notify(user, .secondFactorAdded, actor: user.email)
            return site.page(RecoveryCodesPage(codes: codes, isNew: true), for: request, context)
        } catch SecondFactorError.exists {
            let flash = Flash.problem(SecondFactorError.exists.message.asSentence)
            return .redirect(to: "/account#second-factor", flash: flash, for: request)
        } catch let error as SecondFactorError {
            let problem = FormProblem("code", in: "Code", error.message.asSentence)
            return try await page(problems: [problem], for: request, context)
        } catch let error as SignInError {
            let problem = site.problem(error, of: user, request, context)
            return try await page(problems: [problem], for: request, context)
        }
    }

    private func renew(_ request: Request, _ context: WebContext) async throws -> Response {
        let user = try context.signedIn
        let password = try await site.form(request).secret("password")
        do {
            let codes = try await site.secondFactors.renewRecoveryCodes(of: user.id, password: password)
            site.record(.recoveryCodesRenewed(user: user.email), request, context)
            try await site.notify(user, .recoveryCodesRenewed, actor: user.email)
            return site.page(RecoveryCodesPage(codes: codes, isNew: false), for: request, context)
        } catch {
            return try back(error, user, request, context)
        }
    }

    private func remove(_ request: Request, _ context: WebContext) async throws -> Response {
        let user = try context.signedIn
        let password = try await site.form(request).secret("password")
        do {
            try await site.secondFactors.remove(of: user.id, password: password)
        } catch {
            return try back(error, user, request, context)
        }
        site.record(.secondFactorRemoved(user: user.email), request, context)
        try await site.notify(user, .secondFactorRemoved, actor: user.email)
        let flash = Flash.done("The second factor is removed. Signing in takes the password only.")
        return .redirect(to: "/account#second-factor", flash: flash, for: request)
    }

    private func back(
        _ error: any Error,
        _ user: User,
        _ request: Request,
        _ context: WebContext
    ) throws -> Response {
        let words: String
        switch error {
        case let error as SignInError: words = site.problem(error, of: user, request, context).text
        case let error as SecondFactorError: words = error.message.asSentence
        default: throw error
        }
        return .redirect(to: "/account#second-factor", flash: .problem(words), for: request)
    }

    private func page(
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let user = try context.signedIn
        guard !user.hasSecondFactor else { return .redirect(to: "/account#second-factor", for: request) }
        let host = try await site.publicAddress()?.host()
        let page = SecondFactorPage(
            user,
            secret: try await site.secondFactors.offer(to: user.id),
            issuer: host.map { "Kartoteka \($0)" } ?? "Kartoteka",
            isRequired: context.lacksSecondFactor,
            problems: problems
        )
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
