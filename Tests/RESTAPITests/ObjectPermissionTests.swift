import Access
import Contacts
import Foundation
import Hummingbird
import Storage
import TestSupport
import Testing

@testable import RESTAPI

/// Every operation that changes something, by every role, on a contact or execution that the role does not see, sees, or
/// may edit.
struct ObjectPermissionTests {
    private enum Kind { case none, contact, execution }

    /// What an operation is about, and what is sent.
    ///
    /// An operation without an entry fails the test.
    private static let requests: [String: (kind: Kind, body: String)] = [
        "POST /previews": (.none, ""), "POST /executions": (.none, ""), "POST /count": (.none, ""),
        "POST /executions/:id/pause": (.execution, ""), "POST /executions/:id/resume": (.execution, ""),
        "POST /executions/:id/cancel": (.execution, ""),
        "POST /contacts/lookup": (.contact, #"{"contact":"EMAIL"}"#),
        "POST /contacts": (.contact, #"{"contact":"EMAIL","mode":"change","score":5}"#),
        "DELETE /contacts/:id": (.contact, ""),
        "POST /events": (.contact, #"{"contact":"EMAIL","type":"PURCHASE"}"#),
        "POST /coupons/:name": (.contact, #"{"contact":"EMAIL","validDays":1}"#),
        "POST /coupons/:name/redemptions": (.contact, #"{"code":"CODE-EMAIL"}"#),
    ]

    private struct Sent {
        let email: String
        let id: String
        let execution: String
    }

    private func with(_ role: Role, _ body: (APIWorld, String, [Sent]) async throws -> Void) async throws {
        try await APIWorld.with { world in
            let (boss, owner) = try await world.token(.administrator, "boss@shop.example")
            let (token, user) = try await world.token(role)
            try await world.fill(3, owner: owner)
            let cards = CardEditing(world.database, time: world.clock.time)
            var ids: [String] = []
            for index in 0..<3 {
                let id = try await world.database.read {
                    try #require(try ContactReader($0).contact(UInt32(index + 1))).id
                }
                ids.append("\(id)")
                if index > 0 {
                    let level: OwnerLevel = index == 1 ? .readOnly : .main
                    try await cards.edit(id, [.assignOwner(user.id, level)], actor: .operator)
                }
                let coupon = #"{"contact":"c\#(index)@example.com","code":"CODE-c\#(index)@x","validDays":9}"#
                _ = try await world.send(.post, "/coupons/GIVEN", coupon, token: boss)
            }
            let plan = #"{"actions":[{"set-score":1}],"at":"2030-01-01T09:00:00Z"}"#
            _ = try await world.send(.post, "/executions", #"{"plan":\#(plan)}"#, token: boss)
            let unknown = Sent(email: "none@example.com", id: UUID().uuidString.lowercased(), execution: "987654")
            let sent = ids.enumerated().map { Sent(email: "c\($0)@example.com", id: $1, execution: "1") }
            try await body(world, token, sent + [unknown])
        }
    }

    private func send(_ key: String, _ sent: Sent, _ world: APIWorld, _ token: String) async throws -> String {
        let parts = key.split(separator: " ").map(String.init)
        let request = try #require(Self.requests[key])
        let id = request.kind == .execution ? sent.execution : sent.id
        let path = parts[1].replacing(":id", with: id).replacing(":name", with: "GIVEN")
        let body = request.body.replacing("EMAIL", with: sent.email)
        let method: HTTPRequest.Method = parts[0] == "POST" ? .post : .delete
        let answer = try await world.send(method, path, body, token: token)
        #expect(answer.status < 500, "\(key)")
        return "\(answer.status) \(answer.body)".replacing(sent.email, with: "EMAIL").replacing(id, with: "ID")
    }

    private func fingerprint(_ world: APIWorld) async throws -> [String] {
        try await world.database.read { connection in
            let queries: [SQL] = [
                "SELECT CAST(COUNT(*) AS TEXT) FROM journal", "SELECT state FROM execution ORDER BY id",
                "SELECT CAST(COUNT(*) AS TEXT) FROM coupon",
            ]
            return try queries.flatMap { try connection.rows($0) { $0.text(0) } }
        }
    }

    private func keys(_ role: Role, _ world: APIWorld) -> [String] {
        world.endpoints.declareOperations(on: Router(context: BasicRequestContext.self)).declared
            .filter { $0.method != .get && $0.permission.map(role.permissions.contains) ?? true }
            .map { "\($0.method) \($0.path)" }.sorted()
    }

    @Test func `every operation that changes something is in the table`() async throws {
        try await APIWorld.with { world in
            #expect(keys(.administrator, world) == Self.requests.keys.sorted())
        }
    }

    @Test(arguments: Role.allCases)
    func `what is not seen answers as what is not there, and what is read-only stays as it is`(
        role: Role
    ) async throws {
        try await with(role) { world, token, sent in
            for key in keys(role, world) where Self.requests[key]?.kind != Kind.none {
                let isExecution = Self.requests[key]?.kind == .execution
                let before = try await fingerprint(world)
                let seesAll = isExecution ? role.permissions.contains(.manageExecutions) : role.seesEverybody
                guard !seesAll else { continue }
                let unseen = try await send(key, sent[0], world, token)
                #expect(try await send(key, sent[3], world, token) == unseen, "\(role) \(key)")
                if key != "POST /contacts/lookup" { _ = try await send(key, sent[1], world, token) }
                #expect(try await fingerprint(world) == before, "\(role) \(key)")
            }
        }
    }

    @Test(arguments: [Role.administrator, .manager, .marketer, .user])
    func `what is editable can be changed`(role: Role) async throws {
        try await with(role) { world, token, sent in
            for key in ["POST /contacts", "POST /events", "POST /coupons/:name"] {
                let before = try await fingerprint(world)
                let answer = try await send(key, sent[2], world, token)
                #expect(try await fingerprint(world) != before, "\(role) \(key) \(answer)")
            }
        }
    }
}
