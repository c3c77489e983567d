import Access
import Actions
import Contacts
import Storage

extension ActionContext {
    /// What the actions of a plan know of their surroundings: who acts, and whom they name.
    ///
    /// - Throws: `AccessError` when a plan names a user who is not there, or gives contacts to one who is disabled.
    init(for plan: Plan, actor: Actor, now: Int64, _ connection: any Connection) throws {
        let directory = UserDirectory(connection)
        var users: [String: UserID] = [:]
        for action in plan.actions.actions {
            for name in action.userNames {
                guard let user = try directory.user(email: name) else { throw AccessError.unknownUser(name) }
                if name == action.newOwner, !user.isActive { throw AccessError.disabled(user.email) }
                users[name] = user.id
            }
        }
        self.init(now: now, actor: actor, users: users)
    }
}

extension Actor {
    /// Who acts in an execution, as far as the user may now: a role may have changed since it was planned.
    ///
    /// - Throws: `AccessError` when the user is disabled or may not run actions any more.
    init(executing id: Int64?, named name: String, _ connection: any Connection) throws {
        if let id {
            self = try UserDirectory(connection).actor(UserID(id), needing: .runActions)
        } else {
            self.init(name: name, user: nil, reach: .everybody)
        }
    }
}
