package import Contacts
package import Storage

/// A message with the link by which somebody confirms a sign-up, before it is written.
package struct ConfirmationOrder: Sendable, Hashable {
    /// The contact who gets it.
    package let number: UInt32
    /// The name of the template; nothing means the program's own.
    package let template: String?
    package let language: String
    /// The link's path on this server.
    package let path: String
    /// Why it is sent.
    package let cause: Cause
}

/// Puts an order into the outbox, in the transaction of the sign-up.
package typealias ConfirmationPost = @Sendable (any Connection, ConfirmationOrder) throws -> Void
