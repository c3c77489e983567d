import Access
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Parsing
import Selections
import Storage
import TestSupport
import Testing

@testable import CompatibilityAPI

/// The API over an empty database of its own, as a client of it sees it.
struct ClientWorld: Sendable {
    let database: any Database
    let clock: TestClock
    let endpoints: CompatibleEndpoints
    let security: RecordedSecurity

    static func with(_ kind: StoreKind = .sqlite, _ body: (ClientWorld) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let clock = TestClock()
            let security = RecordedSecurity()
            let endpoints = CompatibleEndpoints(
                database: database,
                audiences: Audiences(database, time: clock.time),
                time: clock.time,
                security: security
            )
            try await body(ClientWorld(database: database, clock: clock, endpoints: endpoints, security: security))
        }
    }

    var users: UserStore { UserStore(database, time: clock.time) }

    /// A client with the rights of a new user of that role.
    func client(_ role: Role, _ email: String? = nil) async throws -> Client {
        let user = try await users.add(email: email ?? "\(role.rawValue)@shop.example", name: "", role: role)
        let keys = APIKeyStore(database, time: clock.time)
        let made = try await keys.make("Shop", .client, for: user.id)
        return Client(world: self, id: try #require(made.key.clientID), secret: made.secret)
    }

    /// The contact with that address, as it is now.
    func contact(_ email: String) async throws -> Contact {
        try await database.read { connection in
            let reader = ContactReader(connection)
            let number = try #require(try reader.number(of: try EmailAddress(email)))
            return try #require(try reader.contact(number))
        }
    }

    func tags(of email: String) async throws -> [String] {
        let number = try await contact(email).number
        return try await database.read { try ContactReader($0).tags(of: number).map(\.name.text) }
    }

    func details(of email: String) async throws -> [String: String] {
        let number = try await contact(email).number
        let details = try await database.read { try ContactReader($0).details(of: number) }
        return Dictionary(uniqueKeysWithValues: details.map { ($0.name.text, $0.value) })
    }

    /// How many contacts there are, removed ones too.
    func count() async throws -> Int {
        try await database.read { try $0.firstRow("SELECT COUNT(*) FROM contact") { Int($0.integer(0)) } ?? 0 }
    }

    /// The latest causes of what happened to a contact.
    func causes(of email: String) async throws -> [Cause.Kind] {
        let number = try await contact(email).number
        return try await database.read {
            try Timeline($0).entries(for: number, visibleTo: .operator, limit: 20).map(\.cause.kind)
        }
    }

    func send(_ path: String, _ body: String, method: HTTPRequest.Method = .post) async throws -> Answer {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let application = Application(
            router: endpoints.makeRouter(context: BasicRequestContext.self),
            logger: logger
        )
        return try await application.test(.router) { client in
            let response = try await client.execute(
                uri: "/api/" + path,
                method: method,
                body: ByteBuffer(string: body)
            )
            let text = String(buffer: response.body)
            let value = try JSONDocument(text).value
            guard case .object(let members) = value else { throw AnswerError() }
            return Answer(status: response.status.code, members: members)
        }
    }
}

/// A program with an id and a secret, which signs what it sends.
struct Client: Sendable {
    let world: ClientWorld
    let id: String
    let secret: String

    /// Sends the members of a body, without the braces, with the signature before them.
    func send(_ path: String, _ members: String = "") async throws -> Answer {
        let salt = "salt"
        let signature = KeyDesk.signatureText(client: id, salt: salt, secret: secret)
        let proof = #""clientId":"\#(id)","apiKey":"\#(salt)","sha":"\#(signature)","requestTime":1795234215"#
        return try await world.send(path, "{\(proof)\(members.isEmpty ? "" : ",")\(members)}")
    }
}

/// An answer and its members.
struct Answer: Sendable {
    let status: Int
    let members: [String: JSONValue]

    var succeeded: Bool { members["success"] == .flag(true) }

    /// The one text that says why not; nothing where the list is empty.
    var message: String? {
        guard case .list(let texts)? = members["message"], texts.count == 1 else { return nil }
        return texts[0].asText
    }

    func text(_ key: String) -> String? { members[key]?.asText }
    func list(_ key: String) -> [JSONValue] { if case .list(let list)? = members[key] { list } else { [] } }
}

private struct AnswerError: Error {}
