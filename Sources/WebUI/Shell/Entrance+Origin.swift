import Foundation
import Hummingbird

extension Entrance {
    /// Whether an origin, as a browser states it, is that of our own pages: scheme, host and port.
    func isOwn(origin: String, for request: Request) -> Bool {
        guard let given = WebOrigin(origin) else { return false }
        if let publicAddress, given == WebOrigin(publicAddress.absoluteString) { return true }
        guard let authority = request.head.authority else { return false }
        return schemes(of: request).contains { given == WebOrigin("\($0)://\(authority)") }
    }

    /// How browsers may have reached the host that a request names.
    private func schemes(of request: Request) -> [String] {
        if let scheme = publicAddress?.scheme { return [scheme] }
        guard behindProxy else { return ["http"] }
        // The proxy's own word is the last; without one nothing tells whether the browser speaks TLS with the proxy.
        let last = request.headers[.forwardedProtocol]?.split(separator: ",").last
        return last.map { [$0.trimmingCharacters(in: .whitespaces)] } ?? ["http", "https"]
    }
}

/// Scheme, host and port of an address, with the port that the scheme implies written out.
private struct WebOrigin: Equatable {
    let scheme: String
    let host: String
    let port: Int

    init?(_ address: String) {
        guard let url = URL(string: address), let scheme = url.scheme?.lowercased(),
            let host = url.host()?.lowercased(),
            let port = url.port ?? ["http": 80, "https": 443][scheme]
        else { return nil }
        self.scheme = scheme
        self.host = host
        self.port = port
    }
}
