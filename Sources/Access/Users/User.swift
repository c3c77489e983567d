package import Contacts

/// Somebody who signs in, owns contacts and writes notes.
package struct User: Sendable, Hashable {
    /// The longest name, in characters.
    package static let maximumNameLength = 100

    package let id: UserID
    /// The e-mail address, by which people and files name the user; it never changes.
    package let email: String
    package let name: String
    package let role: Role
    package let isActive: Bool
    /// Whether a password was chosen.
    package let hasPassword: Bool
    /// Whether signing in takes a code besides the password.
    package let hasSecondFactor: Bool
    /// Times in milliseconds since 1970-01-01T00:00:00Z.
    package let createdAt: Int64
    package let lastSignInAt: Int64?

    package init(
        id: UserID,
        email: String,
        name: String,
        role: Role,
        isActive: Bool = true,
        hasPassword: Bool = true,
        hasSecondFactor: Bool = false,
        createdAt: Int64,
        lastSignInAt: Int64? = nil
    ) {
        self.id = id
        self.email = email
        self.name = name
        self.role = role
        self.isActive = isActive
        self.hasPassword = hasPassword
        self.hasSecondFactor = hasSecondFactor
        self.createdAt = createdAt
        self.lastSignInAt = lastSignInAt
    }

    /// The user as the one who acts.
    package var actor: Actor {
        Actor(
            name: email,
            user: id,
            reach: role.reach(of: id),
            seesAllAutomations: role.seesEverybody && role.permissions.contains(.manageAutomations)
        )
    }

    /// The user as the one who acts, if the user may do this.
    ///
    /// - Throws: `AccessError` when the user is disabled or lacks the permission.
    package func actor(needing permission: Permission) throws(AccessError) -> Actor {
        guard isActive else { throw .disabled(email) }
        guard may(permission) else { throw .forbidden(email, permission) }
        return actor
    }

    package func may(_ permission: Permission) -> Bool { isActive && role.permissions.contains(permission) }
}
