import Contacts

/// Whose failures are counted, and how long nobody may try after them.
///
/// [Decision 0021](../../../docs/decisions/0021-second-factor-and-limits.md) says why these.
struct ThrottledSubject: Sendable, Hashable {
    /// The form in which the database knows it.
    let text: String
    /// How many failures in a row cost nothing.
    let freeFailures: Int64
    /// How long failures are remembered after the last one, in milliseconds.
    let memory: Int64
    private let waits: ClosedRange<Int64>

    private static let day: Int64 = 86_400_000
    private static let hour: Int64 = 3_600_000
    private static let longWaits: ClosedRange<Int64> = 30_000...(15 * 60_000)

    /// How long nobody may try after so many failures in a row, in milliseconds.
    func wait(after failures: Int64) -> Int64 {
        guard failures >= freeFailures else { return 0 }
        // The cap also keeps the shift within its bits.
        return min(waits.lowerBound << min(failures - freeFailures, 10), waits.upperBound)
    }

    /// One account, tried from one network: nobody elsewhere can make the user wait.
    static func pair(_ secret: ThrottledSecret, _ email: String, _ address: String) -> ThrottledSubject {
        let text = pairPrefix(secret, email) + NetworkPart.of(address)
        return ThrottledSubject(text: text, freeFailures: 5, memory: day, waits: longWaits)
    }

    /// What the texts of an account begin with that name a place.
    static func placePrefixes(_ secret: ThrottledSecret, _ email: String) -> [String] {
        [pairPrefix(secret, email), browserPrefix(secret, email)]
    }

    private static func pairPrefix(_ secret: ThrottledSecret, _ email: String) -> String {
        "\(secret.rawValue)-pair:\(accountKey(email)):"
    }

    private static func browserPrefix(_ secret: ThrottledSecret, _ email: String) -> String {
        "\(secret.rawValue)-browser:\(accountKey(email)):"
    }

    /// One account, tried from a browser in which the user has signed in before.
    static func browser(_ secret: ThrottledSecret, _ email: String, _ browser: BrowserToken) -> ThrottledSubject {
        let text = browserPrefix(secret, email) + Secret.hex(browser.hash)
        return ThrottledSubject(text: text, freeFailures: 5, memory: day, waits: longWaits)
    }

    /// One account, tried from everywhere that is new to it.
    ///
    /// Passwords get short waits, so that the user of a new browser can get in while somebody guesses. A code has six
    /// digits only, and comes after the right password.
    static func account(_ secret: ThrottledSecret, _ email: String) -> ThrottledSubject {
        let text = "\(secret.rawValue)-account:\(accountKey(email))"
        return switch secret {
        case .password: ThrottledSubject(text: text, freeFailures: 50, memory: day, waits: 5_000...60_000)
        case .code: ThrottledSubject(text: text, freeFailures: 10, memory: day, waits: longWaits)
        }
    }

    /// A machine, or an office behind one address: it gets more tries, and is forgotten sooner.
    static func address(_ address: String) -> ThrottledSubject {
        ThrottledSubject(
            text: "address:" + NetworkPart.of(address),
            freeFailures: 20,
            memory: hour,
            waits: longWaits
        )
    }

    /// The present password, asked of a user who is signed in.
    static func confirmation(_ email: String) -> ThrottledSubject {
        let text = "confirmation:\(accountKey(email))"
        return ThrottledSubject(text: text, freeFailures: 5, memory: day, waits: longWaits)
    }

    /// An account, whether or not there is one: a stranger must not learn that.
    ///
    /// A hash is kept, as people type passwords into the wrong field.
    private static func accountKey(_ email: String) -> String {
        Secret.hex(Secret.hash((try? EmailAddress(email))?.key ?? email.trimmed.folded))
    }
}

/// What somebody who tries to sign in may guess.
enum ThrottledSecret: String, Sendable {
    case password
    case code
}

/// Whose failures one try counts for.
struct ThrottledTry: Sendable {
    /// Belongs to this user alone, and is forgotten after a success.
    let own: ThrottledSubject
    /// Belongs to others as well: a success takes back its own try only.
    let shared: [ThrottledSubject]

    /// Decides for whom a try counts.
    ///
    /// - Parameters:
    ///   - secret: What is tried.
    ///   - email: What was given as the e-mail address.
    ///   - place: From where.
    ///   - acquaintance: How well the user is known there.
    init(_ secret: ThrottledSecret, of email: String, from place: SignInPlace, _ acquaintance: Acquaintance) {
        switch acquaintance {
        case .browser(let browser):
            own = .browser(secret, email, browser)
            shared = []
        case .network:
            own = .pair(secret, email, place.address)
            shared = secret == .password ? [.address(place.address)] : []
        case .none:
            own = .pair(secret, email, place.address)
            shared = [.account(secret, email)] + (secret == .password ? [.address(place.address)] : [])
        }
    }

    var all: [ThrottledSubject] { [own] + shared }
}
