import Contacts

/// What a one-time link is good for.
package enum LinkPurpose: Sendable, Hashable {
    case firstAdministrator
    /// This user chooses a password.
    case password(User)
}

/// Why a one-time link does nothing.
package enum LinkError: ExplainedError, Equatable {
    /// It is unknown, used or too old; which one is nobody's business.
    case invalid

    /// The error in words, with what to do.
    package var message: String {
        "this link has been used already, is older than 24 hours or was replaced by another: ask for a new one"
    }
}
