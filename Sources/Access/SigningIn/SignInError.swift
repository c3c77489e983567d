/// Why somebody cannot sign in.
///
/// It never tells whether there is such a user.
package enum SignInError: Error, Equatable {
    case refused
    /// Too many failures; the time from which the next try counts, in milliseconds since 1970-01-01T00:00:00Z.
    case throttled(until: Int64)
    /// The code came too late, or what the sign-in rested on has changed: it begins again with the password.
    case expired

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .refused: "the e-mail address or the password is wrong: try again, or ask an administrator for a new link"
        case .throttled: "there were too many failed tries: wait a while and try again"
        case .expired: "the sign-in took too long: begin again with the password"
        }
    }
}
