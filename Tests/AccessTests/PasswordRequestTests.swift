import Access
import Contacts
import Storage
import TestSupport
import Testing

/// How often links for forgotten passwords are sent.
struct PasswordRequestTests {
    /// What a request gives: the user, `nil` for no link, or the time to wait.
    private func ask(_ email: String, from address: String = "192.0.2.1", _ world: AccessWorld) async throws -> String?
    {
        let now = world.clock.now
        do {
            return try await world.database.write {
                try PasswordRequests($0).take(email, from: address, at: now)?.email
            }
        } catch SignInError.throttled(let until) {
            return "wait \((until - now) / 1000)"
        }
    }

    @Test(arguments: StoreKind.available)
    func `a user gets one link in five minutes and five a day`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join("anna@example.com")
            for round in 0..<5 {
                let address = "192.0.2.\(round)"
                #expect(try await ask("ANNA@example.com", from: address, world) == "anna@example.com")
                #expect(try await ask("anna@example.com", from: address, world) == nil)
                world.clock.advance(by: .seconds(300))
            }
            #expect(try await ask("anna@example.com", from: "192.0.2.9", world) == nil)
            world.clock.advance(by: .seconds(86_400))
            #expect(try await ask("anna@example.com", from: "192.0.2.9", world) == "anna@example.com")
            #expect(try await world.count("request_count") <= 4, "what has run out is cleaned up")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a network may ask ten times an hour, and all together get two hundred links`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            for number in 0..<10 { #expect(try await ask("nobody\(number)@example.com", world) == nil) }
            #expect(try await ask("nobody@example.com", world) == "wait 3600")
            world.clock.advance(by: .seconds(3_600))
            #expect(try await ask("nobody@example.com", world) == nil)
            for number in 0..<201 {
                let email = "u\(number)@example.com"
                _ = try await world.users.add(email: email, name: "", role: .user)
                let answer = try await ask(email, from: "198.51.\(number).1", world)
                #expect(answer == (number < 200 ? email : "wait 3600"))
            }
            #expect(
                try await ask("nobody@example.com", from: "203.0.113.1", world) == "wait 3600",
                "the same for nobody"
            )
        }
    }

    @Test(arguments: StoreKind.available)
    func `of many requests at once one sends a link`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join("anna@example.com")
            let answers = try await withThrowingTaskGroup(of: String?.self) { group in
                for number in 0..<12 {
                    group.addTask { try await ask("anna@example.com", from: "192.0.2.\(number)", world) }
                }
                return try await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(answers.count { $0 != nil } == 1, "\(answers)")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a disabled user gets none, and a link that was asked for leaves others as they are`(
        kind: StoreKind
    ) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join("anna@example.com")
            let given = try await world.links.forPassword(of: user.id)
            let asked = try await world.links.forPassword(of: user.id, replacingOthers: false)
            #expect(try await world.links.purpose(of: given) == .password(user))
            #expect(try await world.links.purpose(of: asked) == .password(user))
            try await world.users.disable(user.id)
            #expect(try await ask("anna@example.com", world) == nil)
        }
    }
}
