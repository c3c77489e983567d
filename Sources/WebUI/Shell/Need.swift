import Access

/// What a request must bring before its handler runs.
enum Need: Sendable, Hashable {
    /// Nothing: pages of signing in, style sheets and scripts.
    case nobody
    /// Somebody who is signed in, whatever the role.
    case signedIn
    case permission(Permission)

    /// Lets a request pass.
    ///
    /// - Throws: `WebError.signInNeeded` or `WebError.forbidden`.
    func check(_ user: User?) throws(WebError) {
        switch self {
        case .nobody: return
        case .signedIn: guard user != nil else { throw .signInNeeded }
        case .permission(let permission):
            guard let user else { throw .signInNeeded }
            guard user.may(permission) else { throw .forbidden(user.role, permission) }
        }
    }
}
