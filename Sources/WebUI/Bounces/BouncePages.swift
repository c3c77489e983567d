import Foundation
import Hummingbird
import Logging
import Messaging
import Storage

/// Where mail servers and providers send reports, behind an address that is a secret.
struct BouncePages: Sendable {
    /// The longest report, in bytes.
    private static let longest = 32 << 20

    let site: Site

    func declare(on routes: inout Routes) {
        routes.post("/hooks/bounces/:secret", needs: .nobody) { try await take($0, $1) }
    }

    private func take(_ request: Request, _ context: WebContext) async throws -> Response {
        let secret = context.parameters.get("secret") ?? ""
        // Before the body is read: nobody else can make the server take in much.
        switch try await site.database.read({ try BounceHook.kind(of: secret, $0) }) {
        case nil: throw WebError.notFound("This address")
        case .mail: return try await takeMail(request)
        case .provider(let provider, let key): return try await take(request, from: provider, key: key)
        }
    }

    private func takeMail(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.longest)
        let desk = BounceDesk(site.database, time: site.time)
        let outcome = try await desk.take(Data(body.readableBytesView), from: .hook)
        // Who sent it keeps what nobody here understands.
        return .text(outcome.words + "\n", status: outcome.isUnclear ? .unprocessableContent : .ok)
    }

    private func take(_ request: Request, from provider: BounceProvider, key: String?) async throws -> Response {
        let body = try await request.body.collect(upTo: ProviderHook.longest)
        let answer = try await site.providerHook.take(Data(body.readableBytesView), from: provider, key: key) { name in
            request.headers.first { $0.name.canonicalName == name.lowercased() }?.value
        }
        switch answer {
        case .refused(let reason):
            site.logger.warning("a notification to the address for \(provider.name) was refused: \(reason)")
            return .text("refused: \(reason)\n", status: .forbidden)
        case .signInNeeded:
            site.logger.warning("a notification to the address for \(provider.name) had no right user and password")
            var response = Response.text("refused: a user and a password are needed\n", status: .unauthorized)
            response.headers[.wwwAuthenticate] = "Basic realm=\"reports\""
            return response
        case .notUnderstood(let reason): return .text("not understood: \(reason)\n", status: .unprocessableContent)
        case .later(let reason):
            site.logger.warning("a notification of \(provider.name) must wait: \(reason)")
            return .text("send it again: \(reason)\n", status: .serviceUnavailable)
        case .confirmed: return .text("the subscription is confirmed\n", status: .ok)
        case .taken(let outcomes):
            let unclear = outcomes.count { $0.isUnclear }
            let words = outcomes.map { $0.words + "\n" }.joined()
            return .text(words, status: unclear > 0 ? .unprocessableContent : .ok)
        }
    }
}
