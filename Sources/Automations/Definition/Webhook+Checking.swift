import Foundation

extension Webhook {
    /// The longest address, in characters.
    package static let maximumLength = 2_000
    /// What to write as an address.
    static let hint = "write an address that begins with https:// or http://, such as https://shop.example/hook"

    /// Takes an address that can be called: `http` or `https`, with a host, without a user and password.
    package init?(checking text: String) {
        let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
        guard isPlain, text.count <= Self.maximumLength, let parts = URLComponents(string: text),
            ["http", "https"].contains(parts.scheme?.lowercased()), parts.host?.isEmpty == false,
            parts.user == nil, parts.password == nil
        else { return nil }
        self.init(url: text)
    }
}
