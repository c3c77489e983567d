package import Foundation

/// The addresses that stand in messages.
package struct MessageLinks: Sendable {
    /// Where people reach this program.
    package let base: URL
    package let signer: TokenSigner

    package init(base: URL, signer: TokenSigner) {
        self.base = base
        self.signer = signer
    }

    /// Where somebody unsubscribes from what this message is about.
    package func unsubscription(from message: Int64) -> String {
        address("/m/u/\(signer.token(.unsubscription, number: message))")
    }

    /// Where somebody says what messages are welcome.
    package func preferences(from message: Int64) -> String {
        address("/m/p/\(signer.token(.preferences, number: message))")
    }

    /// The image that tells that a message was opened.
    package func opening(of message: Int64) -> String {
        address("/m/o/\(signer.token(.opening, number: message)).gif")
    }

    /// The way to a page that tells who takes it.
    ///
    /// The page's address is in the token, so that the link works as long as the key does, and leads nowhere else.
    package func click(on target: String, in message: Int64) -> String {
        let number = withUnsafeBytes(of: message.bigEndian, Array.init)
        return address("/m/c/\(signer.token(.click, number + Array(target.utf8)))")
    }

    /// A path of this program as a whole address.
    package func address(_ path: String) -> String {
        let text = base.absoluteString
        return (text.hasSuffix("/") ? String(text.dropLast()) : text) + path
    }
}
