import Access
import Contacts
import Executions
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Messaging
import Selections
import Storage
import Synchronization
import TestSupport
import Testing
import Tracking

@testable import WebUI

/// Pages on a small SQLite database of their own, at a fixed time.
struct World {
    /// 21 November 2026, 09:15 UTC; 10:15 in Warsaw.
    static let now: Int64 = 1_795_252_500_000

    private let file: TemporaryFile
    let database: SQLiteDatabase
    let audiences: Audiences
    let site: Site
    let rendered = RenderedTemplates()
    let security = RecordedSecurity()

    init(
        contacts: [NewContact] = World.contacts,
        entrance: Entrance = Entrance(publicAddress: nil, behindProxy: true),
        time: TimeSource = TimeSource { World.now }
    ) async throws {
        file = TemporaryFile()
        let database = try SQLiteDatabase(path: file.path)
        try await Schema.migrate(database)
        try await database.write { connection in
            try Workspace.set(TimeZone(identifier: "Europe/Warsaw") ?? .gmt, in: connection)
            let door = Door(connection, now: World.now - 86_400_000)
            try door.commit(ChangeSet(created: contacts), cause: Cause(.sample, actor: "generate"))
        }
        self.database = database
        audiences = Audiences(database, time: time)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        var pages = try PageRenderer()
        pages.observer = { [rendered] in rendered.note($0, $1) }
        site = Site(
            database: database,
            audiences: audiences,
            time: time,
            entrance: entrance,
            cost: .forTests,
            logger: logger,
            security: security,
            pages: pages,
            assets: .bundled(),
            monitoring: MonitoringDesk(database, time: time),
            messageFolder: MessageFolder(FileManager.default.temporaryDirectory.path),
            providerHook: ProviderHook(database, time: time) { _ in nil },
            readinessPatience: .seconds(60)
        )
    }

    /// Sends requests to the pages without a network, signed in as a user of that role.
    func visit(
        as role: Role = .administrator,
        _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        try await visit(as: try await user(role), body)
    }

    func visit(
        as user: User,
        _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let cookie = "\(site.entrance.cookieName)=\(try await session(of: user).text)"
        try await visitSignedOut { try await body(SignedInClient(client: $0, cookie: cookie)) }
    }

    /// Sends requests to the pages without a network, as somebody whom nobody knows.
    func visitSignedOut(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await Application(router: WebUI(site).makeRouter(), logger: site.logger).test(.router, body)
    }

    static let password = "four random words do"

    /// The user of that role, who is added where there is none, with `World.password`.
    func user(_ role: Role) async throws -> User {
        try await user("\(role.rawValue)@team.example", role)
    }

    func user(_ email: String, _ role: Role) async throws -> User {
        if let user = try await site.users.user(email: email) { return user }
        let user = try await site.users.add(email: email, name: "The \(role.rawValue)", role: role)
        return try await site.links.setPassword(
            token: try await site.links.forPassword(of: user.id),
            password: Self.password
        )
    }

    /// Makes a user an owner of a contact, as the operator does.
    func give(_ email: String, to user: User, _ level: OwnerLevel) async throws {
        try await site.cards.edit(try await id(of: email), [.assignOwner(user.id, level)], actor: .operator)
    }

    /// The public id of the contact with that address.
    func id(of email: String) async throws -> ContactID {
        try await database.read { connection in
            let reader = ContactReader(connection)
            let number = try #require(try reader.number(of: try EmailAddress(email)))
            return try #require(try reader.contact(number)).id
        }
    }

    func session(of user: User) async throws -> SessionToken {
        let place = SignInPlace(address: "192.0.2.1", agent: "test")
        let step = try await site.desk.signIn(email: user.email, password: Self.password, from: place)
        guard case .signedIn(let signedIn) = step else { throw SignInError.refused }
        return signedIn.token
    }

    static let contacts: [NewContact] = (0..<60).compactMap { index in
        guard let email = try? EmailAddress("kontakt\(index)@\(index % 2 == 0 ? "shop" : "mail").example") else {
            return nil
        }
        var generator = SystemRandomNumberGenerator()
        var tags: [TagName: Int64] = [:]
        if index % 3 == 0 { tags[TagName(stored: "VIP")] = 5 }
        if index % 4 == 0 { tags[TagName(stored: "NEWSLETTER")] = 1 }
        return NewContact(
            id: ContactID(at: now + Int64(index), using: &generator),
            email: email,
            fields: [.name: index == 7 ? "<script>alert(1)</script>" : "Kontakt Numer \(index)", .city: "Kraków"],
            emailStatus: index % 5 == 0 ? .optedOut : .optedIn,
            isInvalid: index == 11,
            isMonitored: index % 2 == 0,
            score: Int64(index),
            createdAt: now - Int64(index) * 86_400_000,
            tags: tags,
            details: index % 2 == 0 ? [DetailName(stored: "shoe_size"): "4\(index % 10)"] : [:]
        )
    }
}

/// A database file that goes when the test does.
private final class TemporaryFile: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "kartoteka-web-\(UUID().uuidString).db").path

    deinit {
        for suffix in ["", "-wal", "-shm", ".key"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
}

/// The templates that were filled, and with what.
final class RenderedTemplates: Sendable {
    private let pages = Mutex<[String]>([])
    private let missing = Mutex<Set<String>>([])

    func note(_ template: String, _ model: Any) {
        pages.withLock { $0.append(template) }
        let names = TemplateNames.missing(in: template, for: model)
        missing.withLock { $0.formUnion(names) }
    }

    var templates: Set<String> { Set(pages.withLock { $0 }) }
    var missingNames: [String] { missing.withLock { $0.sorted() } }
}
