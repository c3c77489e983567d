import Access

/// What a request must bring before its handler runs.
enum Need: Sendable, Hashable {
    /// Nothing: pages of signing in, style sheets and scripts.
    case nobody
    /// A user who is signed in, even if the second factor is missing that the role needs.
    case enrolling
    /// A user who is signed in, whatever the role.
    case signedIn
    case permission(Permission)

    /// Lets a request pass.
    ///
    /// - Parameters:
    ///   - user: The user who is signed in.
    ///   - lacksSecondFactor: Whether the role of the user needs a second factor, and the user has none.
    /// - Throws: `WebError.signInNeeded`, `WebError.secondFactorNeeded` or `WebError.forbidden`.
    func check(_ user: User?, lacksSecondFactor: Bool) throws(WebError) {
        guard self != .nobody else { return }
        guard let user else { throw .signInNeeded }
        guard self != .enrolling else { return }
        guard !lacksSecondFactor else { throw .secondFactorNeeded }
        if case .permission(let permission) = self, !user.may(permission) { throw .forbidden(user.role, permission) }
    }
}
