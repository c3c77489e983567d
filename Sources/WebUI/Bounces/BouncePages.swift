import Foundation
import Hummingbird
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
        let isOpen = try await site.database.read { try BounceHook.opens(secret, $0) }
        // Before the body is read: nobody else can make the server take in much.
        guard isOpen else { throw WebError.notFound("This address") }
        let body = try await request.body.collect(upTo: Self.longest)
        let desk = BounceDesk(site.database, time: site.time)
        let outcome = try await desk.take(Data(body.readableBytesView), from: .hook)
        // Who sent it keeps what nobody here understands.
        return .text(outcome.words + "\n", status: outcome.isUnclear ? .unprocessableContent : .ok)
    }
}
