import Access

/// Why a page refuses a request, apart from what the modules below say.
enum WebError: Error, Equatable {
    case notFound(String)
    case foreignSite
    case refused(String)
    /// The page does not take the method of the request, but those that the text lists.
    case wrongMethod(allowed: String)
    /// Nobody is signed in, or no longer.
    case signInNeeded
    /// The role of the signed-in user needs a second factor, and the user has none.
    case secondFactorNeeded
    /// The role of the signed-in user does not allow it.
    case forbidden(Role, Permission)
}
