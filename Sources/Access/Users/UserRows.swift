import Contacts
import Storage

/// Writes users, inside one transaction.
struct UserRows {
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Makes every other change of who may do what wait: two at once could leave no administrator, or make two first ones.
    func lock() throws {
        try connection.lock(LockKey.users)
    }

    /// The user of this number.
    ///
    /// - Throws: `UserError.unknown` when there is none.
    func existing(_ id: UserID) throws -> User {
        guard let user = try UserDirectory(connection).user(id) else { throw UserError.unknown(id) }
        return user
    }

    /// Adds a user, and makes the first administrator the owner of contacts without one.
    ///
    /// - Throws: `UserError.emailTaken`.
    func add(_ draft: UserDraft, password: PasswordHash?, at now: Int64) throws -> User {
        if let other = try UserDirectory(connection).user(email: draft.email.text) {
            throw UserError.emailTaken(other.email)
        }
        let id = UserID(try connection.advance(counter: "user"))
        try connection.execute(
            """
            INSERT INTO user_account (id, email, email_key, name, role, password, created_at)
            VALUES (
                \(id.number), \(draft.email.text), \(draft.email.key), \(draft.name), \(draft.role.rawValue),
                \(password?.text), \(now)
            )
            """
        )
        let user = try existing(id)
        try appoint(user)
        return user
    }

    /// Writes the name and the role.
    func change(_ id: UserID, name: String, role: Role) throws {
        try connection.execute(
            "UPDATE user_account SET name = \(name), role = \(role.rawValue) WHERE id = \(id.number)"
        )
        try appoint(try existing(id))
    }

    func set(active: Bool, _ id: UserID) throws {
        try connection.execute("UPDATE user_account SET active = \(active) WHERE id = \(id.number)")
    }

    func set(_ password: PasswordHash, of id: UserID) throws {
        try connection.execute("UPDATE user_account SET password = \(password.text) WHERE id = \(id.number)")
    }

    /// Refuses when nobody else could sign in as an administrator.
    ///
    /// - Throws: `UserError.lastAdministrator`.
    func checkAnotherAdministrator(than user: User) throws {
        guard user.isActive, user.role == .administrator else { return }
        let others = try UserDirectory(connection).all()
            .filter { $0.id != user.id && $0.isActive && $0.role == .administrator }
        guard !others.isEmpty else { throw UserError.lastAdministrator(user.email) }
    }

    /// Lets another administrator own contacts without an owner, where this user did.
    func dismiss(_ user: User) throws {
        guard try Workspace.defaultOwner(in: connection) == user.id else { return }
        let administrators = try UserDirectory(connection).all().filter { $0.isActive && $0.role == .administrator }
        if let next = administrators.map(\.id).filter({ $0 != user.id }).min() {
            try Workspace.setDefaultOwner(next, in: connection)
        }
    }

    /// Makes an administrator the owner of contacts without one, where nobody is who could be.
    func appoint(_ user: User) throws {
        guard user.role == .administrator, user.isActive else { return }
        if let present = try Workspace.defaultOwner(in: connection), try existing(present).isActive { return }
        try Workspace.setDefaultOwner(user.id, in: connection)
    }
}
