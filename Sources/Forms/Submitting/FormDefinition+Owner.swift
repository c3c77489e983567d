import Access
import Contacts
import Storage

extension FormDefinition {
    /// The user who owns new contacts: the form's, or the workspace's default owner.
    func newOwner(_ connection: any Connection) throws -> UserID? {
        let directory = UserDirectory(connection)
        if let owner = try owner.flatMap({ try directory.user(email: $0) }), owner.isActive { return owner.id }
        return try Workspace.defaultOwner(in: connection)
    }

    /// Whether new contacts stay bare and without an owner until the confirmation.
    ///
    /// An owner who sees only own contacts could otherwise type addresses, and see by the contacts that appear which of
    /// them other users have.
    func newContactsWait(_ connection: any Connection) throws -> Bool {
        guard let owner = try newOwner(connection).flatMap({ try UserDirectory(connection).user($0) }) else {
            return false
        }
        return !owner.role.seesEverybody
    }
}
