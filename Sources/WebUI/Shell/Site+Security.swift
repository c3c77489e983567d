import Access
import Hummingbird

extension Site {
    /// Records what a request brings about.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - request: The request.
    ///   - context: Who is signed in.
    func record(_ event: SecurityEvent, _ request: Request, _ context: WebContext) {
        let address = entrance.clientAddress(of: request, context)
        security.record(event, by: SecuritySource(actor: context.user?.email, address: address))
    }
}

extension Request {
    /// What a line of a log calls the request: without the secret of a link.
    var loggable: String { "\(method.rawValue) \(loggablePath)" }

    /// The path without the secret of a link.
    var loggablePath: String {
        for prefix in ["/welcome/", "/hooks/bounces/", "/f/confirm/", "/m/"] where uri.path.hasPrefix(prefix) {
            return prefix + "…"
        }
        return uri.path
    }
}
