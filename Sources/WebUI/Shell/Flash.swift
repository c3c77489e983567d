import Foundation
import Hummingbird

/// A message that the next page shows once.
struct Flash: Sendable, Equatable {
    let message: String
    let isProblem: Bool

    private static let cookieName = "flash"

    static func done(_ message: String) -> Flash { Flash(message: message, isProblem: false) }

    static func problem(_ message: String) -> Flash { Flash(message: message, isProblem: true) }

    init(message: String, isProblem: Bool) {
        self.message = message
        self.isProblem = isProblem
    }

    /// Reads the message that an earlier answer left.
    init?(_ request: Request) {
        guard let value = request.cookies[Self.cookieName]?.value,
            let text = value.dropFirst(2).removingPercentEncoding,
            !text.isEmpty
        else { return nil }
        self.init(message: text, isProblem: value.hasPrefix("p:"))
    }

    var cookie: Cookie {
        Cookie(
            name: Self.cookieName,
            value: "\(isProblem ? "p" : "d"):\(FormFields.encoded(String(message.prefix(600))))",
            maxAge: 60,
            path: "/",
            httpOnly: true,
            sameSite: .lax
        )
    }

    static let removal = Cookie(name: cookieName, value: "", maxAge: 0, path: "/", httpOnly: true, sameSite: .lax)
}
