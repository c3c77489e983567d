import Contacts
import Storage

/// From where somebody signs in.
package struct SignInPlace: Sendable {
    /// The network address.
    package let address: String
    /// What the browser calls itself.
    package let agent: String
    /// What the browser shows of an earlier success.
    package let browser: BrowserToken?
    /// The session that the browser held before; it ends.
    package let session: SessionToken?

    package init(address: String, agent: String, browser: BrowserToken? = nil, session: SessionToken? = nil) {
        self.address = address
        self.agent = agent
        self.browser = browser
        self.session = session
    }
}

/// What a browser keeps from a successful sign-in: 256 random bits as text.
///
/// Nobody can sign in with it. It tells the user's own browser from those of strangers who guess.
package struct BrowserToken: Sendable, Hashable {
    package let text: String

    /// A token as a browser sent it, whether or not it is known.
    package init(text: String) {
        self.text = text
    }

    /// Whether it could be one of ours.
    var isWellFormed: Bool { text.utf8.count == 43 }

    static func make() -> BrowserToken { BrowserToken(text: Secret.make()) }

    var hash: [UInt8] { Secret.hash(text) }
}

/// How well a user is known at a place.
enum Acquaintance: Sendable, Equatable {
    case none
    /// The user has signed in from this network.
    case network
    /// The user has signed in with this browser.
    case browser(BrowserToken)
}

/// Remembers from where users have signed in, inside one transaction.
struct KnownPlaces {
    /// How long a place is remembered after the last success, in milliseconds: ninety days.
    static let memory: Int64 = 90 * 86_400_000
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    /// How well the user is known at a place; strangers are known nowhere.
    func acquaintance(of user: UserID?, at place: SignInPlace, now: Int64) throws -> Acquaintance {
        guard let user else { return .none }
        if let browser = place.browser, try isKnown(Self.key(browser), to: user, now) { return .browser(browser) }
        return try isKnown(Self.key(network: place.address), to: user, now) ? .network : .none
    }

    /// Remembers a success, and forgets places that were not used for long.
    func note(_ browser: BrowserToken, at address: String, of user: UserID, now: Int64) throws {
        try connection.execute("DELETE FROM known_place WHERE last_at <= \(now - Self.memory)")
        for place in [Self.key(browser), Self.key(network: address)].sorted() {
            try connection.execute(
                """
                INSERT INTO known_place (user_id, place, last_at) VALUES (\(user.number), \(place), \(now))
                ON CONFLICT (user_id, place) DO UPDATE SET last_at = excluded.last_at
                """
            )
        }
    }

    private func isKnown(_ place: String, to user: UserID, _ now: Int64) throws -> Bool {
        try connection.firstRow(
            """
            SELECT 1 FROM known_place
            WHERE user_id = \(user.number) AND place = \(place) AND last_at > \(now - Self.memory)
            """
        ) { $0.integer(0) } != nil
    }

    private static func key(_ browser: BrowserToken) -> String { "browser:" + Secret.hex(browser.hash) }

    private static func key(network address: String) -> String { "network:" + NetworkPart.of(address) }
}
