import Access
import Contacts
import Hummingbird
import Storage
import TestSupport
import Testing

@testable import CompatibilityAPI

/// Every method that changes something, by every role, on a contact that the role does not see or may only look at.
struct ObjectPermissionTests {
    /// The members that are sent of each method about a contact; no value for those about none.
    ///
    /// A method without an entry fails the test.
    private static let members: [String: String?] = {
        let email = #""email":"EMAIL""#
        let contact = #""contact":{"email":"EMAIL","name":"New"}"#
        var all: [String: String?] = [
            "contact/hasContact": email, "contact/basic": #""email":["EMAIL"]"#, "contact/basicById": nil,
            "contact/tags": nil, "v2/contact/tags": nil, "user/listByClient": nil, "workflow/list": nil,
            "contact/managetags": email + #","tags":["A"],"removeTags":[]"#,
            "contact/addNote": email + #","note":"A","private":false"#,
            "contact/setMainOwner": email + #","owner":"boss@shop.example""#,
            "contact/stopMonitoring": email, "contact/restoreMonitoring": email, "contact/delete": email,
            "contact/addContactCoupon": email + #","name":"GIVEN","length":8,"valid":9"#,
            "contact/useContactCoupon": email + #","coupon":"NONE""#, "email/sendConfirmation": email,
        ]
        for path in ["contact/insert", "contact/update", "contact/upsert"] { all[path] = contact }
        all["contact/batchupsert"] = #""upsertDetails":[{"contact":{"email":"EMAIL","name":"New"}}]"#
        return all
    }()

    private func declared(_ world: ClientWorld) -> [Methods<BasicRequestContext>.Declaration] {
        world.endpoints.declareMethods(on: Router(context: BasicRequestContext.self)).declared
    }

    private func members(_ path: String) -> String?? {
        if let found = Self.members[path] { return found }
        // The methods that set statuses have one shape for one contact and another for many.
        guard path.lowercased().contains("opt") else { return nil }
        return .some(path.lowercased().contains("batch") ? #""emails":["EMAIL"]"# : #""email":"EMAIL""#)
    }

    @Test func `every method is in the table`() async throws {
        try await ClientWorld.with { world in
            let missing = declared(world).map(\.path).filter { members($0) == nil }
            #expect(missing.isEmpty, "say what these are sent: \(missing)")
        }
    }

    @Test(arguments: [Role.user, .marketer])
    func `a contact that is not seen answers as one that is not there, and a read-only one stays`(
        role: Role
    ) async throws {
        try await ClientWorld.with { world in
            let boss = try await world.client(.administrator, "boss@shop.example")
            let client = try await world.client(role)
            for email in ["unseen@example.com", "seen@example.com"] {
                #expect(try await boss.send("contact/upsert", #""contact":{"email":"\#(email)"}"#).succeeded)
            }
            let user = try #require(try await world.users.user(email: "\(role.rawValue)@shop.example"))
            let cards = CardEditing(world.database, time: world.clock.time)
            let seen = try await world.contact("seen@example.com").id
            try await cards.edit(seen, [.assignOwner(user.id, .readOnly)], actor: .operator)
            func journal() async throws -> Int64? {
                try await world.database.read { try $0.firstRow("SELECT COUNT(*) FROM journal") { $0.integer(0) } }
            }
            let before = try await journal()
            for method in declared(world) where role.permissions.contains(method.permission) {
                guard let body = members(method.path) ?? nil else { continue }
                func answer(_ email: String) async throws -> String {
                    let answer = try await client.send(method.path, body.replacing("EMAIL", with: email))
                    let members = answer.members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                    return "\(answer.status) \(members)".replacing(email, with: "EMAIL")
                }
                let unseen = try await answer("unseen@example.com")
                #expect(try await answer("none@example.com") == unseen, "\(role) \(method.path)")
                _ = try await answer("seen@example.com")
                #expect(try await journal() == before, "\(role) \(method.path)")
            }
        }
    }
}
