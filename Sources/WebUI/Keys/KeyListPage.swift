import Access
import Contacts

/// The keys of the API, and a new one with its secret.
struct KeyListPage: PageModel {
    static let template = "keys"

    struct Row: Sendable {
        let keyName: String
        let kind: String
        let owner: String
        let clientID: String?
        let created: Moment
        let used: Moment?
        let expires: Moment?
        /// Why it does not work any more; nothing while it does.
        let ending: String?
        let revokeAddress: String
    }

    /// What is shown once.
    struct Made: Sendable {
        let keyName: String
        let token: String?
        let client: Client?
    }

    /// What a program of SALESmanago's API is configured with.
    struct Client: Sendable {
        let clientID: String
        let clientSecret: String
        /// A salt and the signature over it, for programs that are given both.
        let salt: String
        let signature: String
    }

    let rows: [Row]
    let showsOwners: Bool
    let made: Made?
    let fields: [FormField]
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { "API keys" }
    var area: Area? { .keys }

    /// Describes keys.
    ///
    /// - Parameters:
    ///   - keys: The keys.
    ///   - users: The addresses of users; nothing where all keys are the reader's own.
    ///   - made: A key that was just made.
    ///   - form: The form for another one.
    ///   - now: The present time, in milliseconds.
    ///   - clock: Writes times.
    ///   - problems: What is wrong with the form.
    init(
        _ keys: [APIKey],
        users: [UserID: String]?,
        made: NewAPIKey?,
        form: KeyForm,
        now: Int64,
        clock: WorkspaceClock,
        problems: [FormProblem]
    ) {
        rows = keys.map { key in
            Row(
                keyName: key.name,
                kind: key.kind.caption,
                owner: users?[key.user] ?? "",
                clientID: key.clientID,
                created: clock.moment(key.createdAt),
                used: key.usedAt.map(clock.moment),
                expires: key.expiresAt.map(clock.moment),
                ending: key.revokedAt != nil ? "revoked" : key.isValid(at: now) ? nil : "expired",
                revokeAddress: "/keys/\(key.id)/revoke"
            )
        }
        showsOwners = users != nil
        self.made = made.map(Made.init)
        fields = form.fields(problems)
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}

extension KeyListPage.Made {
    fileprivate init(_ made: NewAPIKey) {
        keyName = made.key.name
        token = made.key.kind == .token ? made.secret : nil
        client = made.key.clientID.map { id in
            let salt = String(id.prefix(8))
            return .init(
                clientID: id,
                clientSecret: made.secret,
                salt: salt,
                signature: KeyDesk.signatureText(client: id, salt: salt, secret: made.secret)
            )
        }
    }
}
