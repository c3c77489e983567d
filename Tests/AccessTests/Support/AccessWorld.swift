import Access
import Contacts
import Storage
import TestSupport

/// A database with nobody in it, and everything that lets people in.
struct AccessWorld: Sendable {
    static let password = "correct horse battery"

    let database: any Database
    let clock = TestClock()

    static func with(_ kind: StoreKind, _ body: (AccessWorld) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(kind) { try await body(AccessWorld(database: $0)) }
    }

    var users: UserStore { UserStore(database, time: clock.time) }

    var desk: SignInDesk { desk(cost: .forTests) }

    var links: OneTimeLinks { OneTimeLinks(database, time: clock.time, cost: .forTests) }

    var secondFactors: SecondFactorService { SecondFactorService(database, time: clock.time, cost: .forTests) }

    func desk(cost: PasswordCost) -> SignInDesk { SignInDesk(database, time: clock.time, cost: cost) }

    /// Adds a user who has chosen a password.
    @discardableResult
    func join(_ email: String, _ role: Role = .user, password: String = AccessWorld.password) async throws -> User {
        let user = try await users.add(email: email, name: "", role: role)
        return try await links.setPassword(token: try await links.forPassword(of: user.id), password: password)
    }

    @discardableResult
    func signIn(
        _ email: String,
        _ password: String = AccessWorld.password,
        from address: String = "192.0.2.1",
        browser: BrowserToken? = nil,
        replacing old: SessionToken? = nil
    ) async throws -> SessionToken {
        try await entry(email, password, from: address, browser: browser, replacing: old).token
    }

    /// A sign-in that needs no second step.
    func entry(
        _ email: String,
        _ password: String = AccessWorld.password,
        from address: String = "192.0.2.1",
        agent: String = "Test/1",
        browser: BrowserToken? = nil,
        replacing old: SessionToken? = nil
    ) async throws -> SignedIn {
        let place = SignInPlace(address: address, agent: agent, browser: browser, session: old)
        guard case .signedIn(let signedIn) = try await desk.signIn(email: email, password: password, from: place)
        else { throw SecondStepNeeded() }
        return signedIn
    }

    /// How a try to sign in ended: nothing when it succeeded.
    func refusal(
        _ email: String,
        _ password: String = "wrong and wrong again",
        from address: String = "192.0.2.1",
        browser: BrowserToken? = nil
    ) async throws -> SignInError? {
        do {
            try await signIn(email, password, from: address, browser: browser)
            return nil
        } catch let error as SignInError {
            return error
        }
    }

    /// Every text and number that stands in a column, to see what is kept.
    func column(_ sql: SQL) async throws -> [String] {
        try await database.read { try $0.rows(sql) { $0.text(0) } }
    }

    func count(_ table: SQL.Name) async throws -> Int64 {
        try await database.read { try $0.firstRow("SELECT COUNT(*) FROM \(table)") { $0.integer(0) } ?? 0 }
    }
}

/// A sign-in went further than a test expected.
struct SecondStepNeeded: Error {}
