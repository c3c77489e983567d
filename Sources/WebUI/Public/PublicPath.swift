import Hummingbird

/// Addresses that pages of other sites use, without a session and without a page of ours.
enum PublicPath {
    /// Takes hits.
    static let visit = "/visit"
    /// The script that tells them.
    static let script = "/static/sm.js"

    /// Whether another site may send this: exactly to what takes nothing but hits.
    ///
    /// Mail programs unsubscribe for their users (RFC 8058) with any `Origin`, `null` too; the signed address is the proof.
    static func takesFromOtherSites(_ request: Request) -> Bool {
        request.uri.path == visit || request.uri.path.hasPrefix("/m/u/")
    }
}
