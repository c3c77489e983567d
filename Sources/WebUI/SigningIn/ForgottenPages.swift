import Access
import Contacts
import Foundation
import Hummingbird
import Logging
import Messaging
import Storage

/// Where somebody who forgot the password asks for a link to choose another one.
///
/// The answer is the same whether there is such a user or not.
struct ForgottenPages: Sendable {
    let site: Site

    /// How long nobody is sent a second link, in milliseconds.
    private static let pause: Int64 = 5 * 60_000

    func declare(on routes: inout Routes) {
        routes.get("/forgotten", needs: .nobody) { request, context in
            site.page(ForgottenPage(canSend: try await base() != nil), for: request, context)
        }
        routes.post("/forgotten", needs: .nobody) { request, context in
            let email = try await site.publicForm(request)["email"]
            guard let base = try await base() else {
                return site.page(ForgottenPage(canSend: false), for: request, context, status: .unprocessableContent)
            }
            do {
                try await send(to: email, leadingTo: base)
            } catch is UserError {
                context.logger.info("no link for a new password: the user is disabled")
            }
            let flash = Flash.done("If there is such a user, an e-mail with a link is on its way.")
            return .redirect(to: "/forgotten", flash: flash, for: request)
        }
    }

    /// Where links lead; nothing where no message could leave, since it would wait for an account for ever.
    private func base() async throws -> URL? {
        try await site.database.read { connection in
            let accounts = try AccountReader(connection).all()
            guard accounts.contains(where: { $0.settings.channel == .email }) else { return nil }
            // Never by what the request calls us: whoever sends it could have the link lead elsewhere.
            return try site.entrance.publicAddress ?? Workspace.publicAddress(in: connection)
        }
    }

    private func send(to email: String, leadingTo base: URL) async throws {
        guard let address = try? EmailAddress(email), let user = try await site.users.user(email: address.text),
            user.isActive, try await mayAsk(try EmailAddress(user.email))
        else { return }
        let token = try await site.links.forPassword(of: user.id)
        let text = base.absoluteString
        let link = (text.hasSuffix("/") ? String(text.dropLast()) : text) + "/welcome/" + token
        let now = site.time.now
        try await site.database.write { connection in
            try Outbox(connection).add(
                to: try EmailAddress(user.email),
                subject: "Choose a new password",
                text: """
                    Somebody asked for a new password for \(user.email) in Kartoteka. Choose it here, within 24 hours:

                    \(link)

                    If it was not you, do nothing: the old password stays.
                    """,
                actor: user.email,
                at: now
            )
        }
    }

    private func mayAsk(_ address: EmailAddress) async throws -> Bool {
        let since = site.time.now - Self.pause
        return try await site.database.read { connection in
            try MessageReader(connection).accountMessages(to: address, since: since) == 0
        }
    }
}

/// The page that asks for the address.
struct ForgottenPage: PageModel {
    static let template = "forgotten"

    /// Whether an e-mail can be sent at all.
    let canSend: Bool
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
