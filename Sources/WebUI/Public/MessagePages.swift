import Contacts
import Forms
import Hummingbird
import Logging
import Messaging
import Storage
import Tracking

/// Where the links of messages lead: to be counted, to unsubscribe, and to say what is welcome.
///
/// Each address is a token that this installation signed for one message, so that nobody can make up another one, and
/// none leads anywhere but where the message said.
struct MessagePages: Sendable {
    let site: Site

    /// A picture of one transparent point.
    private static let point: [UInt8] = [
        0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x01, 0x00, 0x01, 0x00, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF,
        0xFF,
        0x21, 0xF9, 0x04, 0x01, 0x00, 0x00, 0x00, 0x00, 0x2C, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00,
        0x02,
        0x02, 0x44, 0x01, 0x00, 0x3B,
    ]

    func declare(on routes: inout Routes) {
        routes.get("/m/o/:token", needs: .nobody) { await opened($0, $1) }
        routes.get("/m/c/:token", needs: .nobody) { request, context in
            try await site.publicly(request, context) { try await clicked(request, context) }
        }
        routes.get("/m/u/:token", needs: .nobody) { request, context in
            try await site.publicly(request, context) {
                let reader = try await reader(context, .unsubscription)
                let channel: MarketingChannel = reader.channel == .email ? .email : .mobile
                return site.publicPage(UnsubscribePage(reader.contact, from: channel, action: request.uri.path))
            }
        }
        // Mail programs post here without anybody seeing a page (RFC 8058); so does the button of the page.
        routes.post("/m/u/:token", needs: .nobody) { request, context in
            if let refusal = site.refusal(by: \.choices, request, context) { return refusal }
            return try await site.publicly(request, context) { try await unsubscribe(request, context) }
        }
        routes.get("/m/p/:token", needs: .nobody) { request, context in
            try await site.publicly(request, context) {
                let reader = try await reader(context, .preferences)
                return site.publicPage(PreferencesPage(reader.contact, action: request.uri.path))
            }
        }
        routes.post("/m/p/:token", needs: .nobody) { request, context in
            if let refusal = site.refusal(by: \.choices, request, context) { return refusal }
            return try await site.publicly(request, context) { try await save(request, context) }
        }
    }

    /// Answers with the picture whatever happens: a mail program shows a broken one otherwise.
    private func opened(_ request: Request, _ context: WebContext) async -> Response {
        let token = (context.parameters.get("token") ?? "").split(separator: ".").first.map(String.init) ?? ""
        do {
            if let message = try await signer().number(of: token, .opening)?.number, !LookAhead.isMeant(by: request) {
                try await site.following.open(message)
            }
        } catch {
            context.logger.error("an opened message is not noted", metadata: ["error": "\(error)"])
        }
        return Response(
            status: .ok,
            headers: [.contentType: "image/gif", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: Self.point))
        )
    }

    private func clicked(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let found = try await signer().number(of: context.parameters.get("token") ?? "", .click) else {
            throw WebError.notFound("This page")
        }
        let target = String(decoding: found.rest, as: UTF8.self)
        var address = target
        do {
            if !LookAhead.isMeant(by: request) { try await site.following.click(found.number, on: target) }
            address = try await personal(target, of: found.number)
        } catch {
            // Whoever follows a link gets there, whether it is counted or not.
            context.logger.error("a followed link is not noted", metadata: ["error": "\(error)"])
        }
        return Response(status: .found, headers: [.location: address, .cacheControl: "no-store"])
    }

    /// The address with what tells a monitored site who comes.
    private func personal(_ target: String, of message: Int64) async throws -> String {
        try await site.database.read { connection in
            guard let address = try? WebAddress(target),
                let number = try MessageReader(connection).recipient(of: message)?.number,
                let contact = try ContactReader(connection).contact(number)
            else { return target }
            guard (try? MonitoredSites(connection).check(address)) != nil else { return target }
            return PersonalLink(address).text(for: contact.id)
        }
    }

    private func unsubscribe(_ request: Request, _ context: WebContext) async throws -> Response {
        let reader = try await reader(context, .unsubscription)
        let channel: MarketingChannel = reader.channel == .email ? .email : .mobile
        try await site.consentChanges.unsubscribe(
            reader.contact.id,
            from: [channel],
            cause: Cause(.unsubscription, id: reader.message, text: reader.template, actor: "contact"),
            evidence: evidence(request, context)
        )
        let words =
            channel == .email
            ? "You will get no more e-mails from us at \(reader.contact.email)."
            : "You will get no more text messages from us."
        return site.publicPage(PublicMessage(words, title: "Unsubscribed"))
    }

    private func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let reader = try await reader(context, .preferences)
        let (wishes, shown) = PreferencesPage.wishes(in: try await site.publicForm(request))
        try await site.consentChanges.set(
            wishes,
            of: reader.contact.id,
            shown: shown,
            cause: Cause(.preferences, id: reader.message, text: reader.template, actor: "contact"),
            evidence: evidence(request, context)
        )
        let after = try await self.reader(context, .preferences).contact
        return site.publicPage(PreferencesPage(after, action: request.uri.path, isSaved: true))
    }

    private func evidence(_ request: Request, _ context: WebContext) -> Evidence {
        let visitor = site.visitor(request, context)
        return Evidence(address: visitor.address, userAgent: visitor.userAgent)
    }

    /// Who got a message.
    private struct Reader {
        let message: Int64
        let channel: MessageChannel
        let template: String?
        let contact: Contact
    }

    private func reader(_ context: WebContext, _ purpose: TokenPurpose) async throws -> Reader {
        let token = context.parameters.get("token") ?? ""
        guard let message = try await signer().number(of: token, purpose)?.number else {
            throw WebError.notFound("This page")
        }
        return try await site.database.read { connection in
            let messages = MessageReader(connection)
            guard let recipient = try messages.recipient(of: message),
                let contact = try ContactReader(connection).contact(recipient.number)
            else { throw WebError.notFound("This page") }
            return Reader(
                message: message,
                channel: recipient.channel,
                template: recipient.template,
                contact: contact
            )
        }
    }

    private func signer() async throws -> TokenSigner { try await site.sharedSigner.signer(from: site.database) }
}
