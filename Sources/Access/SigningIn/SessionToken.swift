/// What a browser holds to show that somebody has signed in: 256 random bits as text.
///
/// The database keeps its hash only.
package struct SessionToken: Sendable, Hashable {
    package let text: String

    /// A token as a browser sent it, whether or not there is such a session.
    package init(text: String) {
        self.text = text
    }

    /// A new token that nobody can guess.
    static func make() -> SessionToken { SessionToken(text: Secret.make()) }

    var hash: [UInt8] { Secret.hash(text) }
}
