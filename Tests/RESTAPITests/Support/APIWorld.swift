import Access
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Selections
import Storage
import TestSupport
import Testing

@testable import RESTAPI

/// The API over an empty database of its own.
struct APIWorld: Sendable {
    let database: any Database
    let clock: TestClock
    let endpoints: RESTEndpoints
    let security: RecordedSecurity

    static func with(_ kind: StoreKind = .sqlite, _ body: (APIWorld) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let clock = TestClock()
            let security = RecordedSecurity()
            let endpoints = RESTEndpoints(
                database: database,
                audiences: Audiences(database, time: clock.time),
                time: clock.time,
                security: security
            )
            try await body(APIWorld(database: database, clock: clock, endpoints: endpoints, security: security))
        }
    }

    var users: UserStore { UserStore(database, time: clock.time) }
    var keys: APIKeyStore { APIKeyStore(database, time: clock.time) }

    /// A token with the rights of a new user of that role.
    func token(_ role: Role, _ email: String? = nil) async throws -> (token: String, user: User) {
        let user = try await users.add(email: email ?? "\(role.rawValue)@shop.example", name: "", role: role)
        return (try await keys.make("Shop", .token, for: user.id).secret, user)
    }

    /// Adds opted-in contacts `c0@example.com` and so on; the numbers begin with 1.
    func fill(_ count: Int, owner: User? = nil) async throws {
        var random = SeededGenerator(seed: 7)
        let contacts = try (0..<count).map { index in
            NewContact(
                id: ContactID(at: clock.now + Int64(index), using: &random),
                email: try EmailAddress("c\(index)@example.com"),
                fields: [.name: "Contact \(index)", .city: "Łódź"],
                emailStatus: .optedIn,
                score: Int64(index),
                createdAt: clock.now,
                tags: index.isMultiple(of: 2) ? [try TagName("EVEN"): 5] : [:],
                details: [try DetailName("size"): "\(index)"],
                owners: owner.map { OwnerList(main: $0.id, since: clock.now) } ?? OwnerList()
            )
        }
        _ = try await database.write { [now = clock.now] connection in
            try Door(connection, now: now).commit(ChangeSet(created: contacts), cause: Cause(.sample, actor: "test"))
        }
    }

    /// Sends a request without a network.
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: String = "",
        token: String?
    ) async throws -> Answer {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let application = Application(
            router: endpoints.makeRouter(context: BasicRequestContext.self),
            logger: logger
        )
        return try await application.test(.router) { client in
            var headers = HTTPFields()
            if let token { headers[.authorization] = "Bearer \(token)" }
            let response = try await client.execute(
                uri: path.hasPrefix("/api/") ? path : RESTEndpoints.base + path,
                method: method,
                headers: headers,
                body: ByteBuffer(string: body)
            )
            return try Answer(response)
        }
    }
}

/// An answer and what its JSON holds.
struct Answer: @unchecked Sendable {
    let status: Int
    let type: String?
    /// Values of Foundation's JSON, which nobody changes.
    private let value: Any

    init(_ response: TestResponse) throws {
        status = response.status.code
        type = response.headers[.contentType]
        let body = Data(String(buffer: response.body).utf8)
        value = try JSONSerialization.jsonObject(with: body, options: .fragmentsAllowed)
    }

    /// What stands at a path of keys and positions, such as `contacts.0.email`.
    subscript<Value>(_ path: String) -> Value? {
        var value: Any? = self.value
        for key in path.split(separator: ".") {
            if let index = Int(key) {
                let list = value as? [Any]
                value = list.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            } else {
                value = (value as? [String: Any])?[String(key)]
            }
        }
        return value as? Value
    }

    func text(_ path: String) -> String? { self[path] }
    func number(_ path: String) -> Int? { self[path] }
    func count(_ path: String) -> Int { (self[path] as [Any]?)?.count ?? -1 }
}
