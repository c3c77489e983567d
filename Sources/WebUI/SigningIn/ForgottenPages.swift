import Access
import Contacts
import Hummingbird
import Messaging
import Storage

/// Where somebody who forgot the password asks for a link to choose another one.
///
/// The answer is the same whether there is such a user or not.
struct ForgottenPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        routes.get("/forgotten", needs: .nobody) { request, context in
            site.page(ForgottenPage(canSend: try await canSend()), for: request, context)
        }
        routes.post("/forgotten", needs: .nobody) { try await ask($0, $1) }
    }

    private func ask(_ request: Request, _ context: WebContext) async throws -> Response {
        let email = try await site.publicForm(request)["email"]
        guard try await canSend() else {
            return site.page(ForgottenPage(canSend: false), for: request, context, status: .unprocessableContent)
        }
        do {
            try await take(email, from: site.entrance.clientAddress(of: request, context))
        } catch SignInError.throttled(let until) {
            site.record(.passwordLinkRefused, request, context)
            let throttling = Throttling(until: until, now: site.time.now)
            let page = ForgottenPage(canSend: true, refusal: "Too many links were asked for. \(throttling.advice)")
            var response = site.page(page, for: request, context, status: .tooManyRequests)
            response.headers[.retryAfter] = "\(throttling.seconds)"
            return response
        }
        let user = try await site.users.user(email: email)?.email
        site.record(.passwordLinkRequested(user: user), request, context)
        let flash = Flash.done("If there is such a user, an e-mail with a link is on its way.")
        return .redirect(to: "/forgotten", flash: flash, for: request)
    }

    /// Whether an e-mail would leave, and lead here; it would wait for an account for ever.
    private func canSend() async throws -> Bool {
        guard try await site.publicAddress() != nil else { return false }
        return try await site.database.read { try AccountReader($0).sendsEmail }
    }

    /// Takes a request in one transaction, so that of several at once one sends a message.
    private func take(_ email: String, from address: String) async throws {
        let now = site.time.now
        try await site.database.write { connection in
            guard let user = try PasswordRequests(connection).take(email, from: address, at: now) else { return }
            let address = try EmailAddress(user.email)
            try Outbox(connection).addPasswordLink(to: address, for: user.id, actor: user.email, at: now)
        }
    }
}

/// The page that asks for the address.
struct ForgottenPage: PageModel {
    static let template = "forgotten"

    /// Whether an e-mail can be sent at all.
    let canSend: Bool
    var refusal: String?
    let fields = [
        FormField(
            "email",
            "E-mail",
            .email,
            limit: EmailAddress.maximumLength,
            isRequired: true,
            autocomplete: "username"
        )
    ]

    var title: String { "Forgotten password" }
    var area: Area? { nil }
}
