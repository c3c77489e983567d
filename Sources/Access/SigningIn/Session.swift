/// A browser in which somebody is signed in.
package struct Session: Sendable, Hashable, Identifiable {
    /// How long a session lasts without being used, in milliseconds: seven days.
    package static let idleLimit: Int64 = 7 * 86_400_000
    /// How long a session lasts at most, in milliseconds: thirty days.
    package static let absoluteLimit: Int64 = 30 * 86_400_000

    /// Names the session to end it; nobody can sign in with it.
    package let id: String
    /// Times in milliseconds since 1970-01-01T00:00:00Z.
    package let createdAt: Int64
    package let seenAt: Int64
    /// Where the user signed in from.
    package let address: String
    /// What the browser calls itself.
    package let agent: String
}

extension SessionToken {
    /// The id of the session that the token opens.
    package var sessionID: String { Secret.hex(hash) }
}
