import Access
import Contacts

/// In whose hands a command is.
enum Hand: Sendable {
    /// Whoever has the machine: nothing on it could be kept from them.
    case `operator`
    case user(User)

    var actor: Actor {
        switch self {
        case .operator: .operator
        case .user(let user): user.actor
        }
    }

    /// The hand as the security log names it.
    var source: SecuritySource {
        switch self {
        case .operator: .operator
        case .user(let user): SecuritySource(actor: user.email, address: nil)
        }
    }

    /// The user whose executions are all that is seen of them; nothing where everybody's are.
    var onlyExecutionsOf: UserID? {
        switch self {
        case .operator: nil
        case .user(let user): user.may(.manageExecutions) ? nil : user.id
        }
    }
}
