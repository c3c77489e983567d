import Access
import Contacts
import Hummingbird
import Storage

/// A failure in words: what happened, and what to do.
struct Trouble: Sendable, Equatable {
    let status: HTTPResponse.Status
    let heading: String
    let words: String
    let advice: String

    private init(_ status: HTTPResponse.Status, _ heading: String, _ words: String, _ advice: String) {
        self.status = status
        self.heading = heading
        self.words = words
        self.advice = advice
    }

    /// Puts any error into words; those that nobody expected say nothing of the inside.
    init(_ error: any Error) {
        switch error {
        case let error as WebError: self = Self.trouble(error)
        case let error as StorageError: self = Self.trouble(error)
        case let error as any ExplainedError: self = Self.refused(error.message)
        case let error as any HTTPResponseError: self = Self.trouble(error.status)
        default: self = Self.failed
        }
    }

    private static let failed = Trouble(
        .internalServerError,
        "Something went wrong",
        "The server could not finish this request.",
        "Nothing was changed by it. Try again; if it fails again, look into the server's log."
    )

    private static func refused(_ words: String) -> Trouble {
        Trouble(
            .badRequest,
            "That did not work",
            words.asSentence,
            "Nothing was changed. Go back, correct it and try again."
        )
    }

    private static func trouble(_ error: WebError) -> Trouble {
        switch error {
        case .notFound(let what):
            Trouble(.notFound, "Not found", "\(what) is not here (any more).", "Look for it from the navigation above.")
        case .foreignSite:
            Trouble(
                .forbidden,
                "Refused",
                "This change was sent from another web site, so it was not carried out.",
                "Open Kartoteka's own page and do it there."
            )
        case .refused(let words): refused(words)
        case .wrongMethod(let allowed):
            Trouble(
                .methodNotAllowed,
                "That is not how this page works",
                "This address takes \(allowed) only.",
                "Nothing was changed. Use the navigation above."
            )
        case .signInNeeded:
            Trouble(.unauthorized, "Please sign in", "Nobody is signed in here.", "Sign in, then try again.")
        case .secondFactorNeeded:
            Trouble(
                .forbidden,
                "Second factor",
                "Your role needs a second factor.",
                "Open your account and add it, then try again."
            )
        case .forbidden(let role, let permission):
            Trouble(
                .forbidden,
                "Not allowed",
                "The role “\(role.rawValue)” does not allow to \(permission.label).",
                "Ask an administrator to do it, or to change your role."
            )
        }
    }

    private static func trouble(_ error: StorageError) -> Trouble {
        switch error.code {
        case .busy, .unavailable, .unknownOutcome, .timedOut:
            Trouble(
                .serviceUnavailable,
                "The database does not answer",
                "The request could not be finished, because the database is busy or cannot be reached.",
                "Wait a moment, look whether the change is there, and try again."
            )
        case .secretKey:
            // Where the key is, only the operator is told.
            Trouble(
                .serviceUnavailable,
                "The key for secrets is missing",
                "Passwords and other secrets are stored encrypted, and the server has no key that fits.",
                "Nothing was changed. The operator finds the reason in the server's log and in docs/operations.md."
            )
        case .corrupt:
            Trouble(
                .internalServerError,
                "The database cannot be read",
                "What is stored is damaged, so the request could not be finished.",
                "The operator finds the reason in the server's log and in docs/operations.md."
            )
        case .conflict, .newerSchema, .badAddress, .other: failed
        }
    }

    private static func trouble(_ status: HTTPResponse.Status) -> Trouble {
        switch status {
        case .notFound:
            Trouble(.notFound, "Not found", "There is no page at this address.", "Use the navigation above.")
        case .contentTooLarge:
            Trouble(
                .contentTooLarge,
                "Too much at once",
                "A form may send at most \((WebUI.bodyLimit / 1024).grouped) KiB.",
                "Nothing was changed. Send less."
            )
        default:
            status.kind == .serverError
                ? failed
                : Trouble(
                    status,
                    "That did not work",
                    "The request cannot be understood.",
                    "Nothing was changed. Go back and try again."
                )
        }
    }
}

extension String {
    /// The text with a capital at its beginning and a full stop at its end.
    var asSentence: String {
        guard let first, let last else { return self }
        return first.uppercased() + dropFirst() + (".!?".contains(last) ? "" : ".")
    }
}
