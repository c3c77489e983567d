import Access
import Contacts
import Storage
import TestSupport
import Testing

struct OneTimeLinkTests {
    private static let password = "another password"

    @Test(arguments: StoreKind.available)
    func `the first administrator is made by a link, once`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let token = try #require(try await world.links.forFirstAdministrator())
            let second = try #require(try await world.links.forFirstAdministrator())
            #expect(token != second)
            for link in [token, second] { #expect(try await world.links.purpose(of: link) == .firstAdministrator) }
            let made = try await world.links.createAdministrator(
                token: token,
                email: "Anna@example.com",
                name: "",
                password: AccessWorld.password
            )
            #expect((made.role, made.name, made.hasPassword) == (.administrator, "Anna", true))
            #expect(try await world.database.read { try Workspace.defaultOwner(in: $0) } == made.id)
            for link in [token, second] {
                #expect(try await world.links.purpose(of: link) == nil)
                await #expect(throws: LinkError.invalid) { try await create(link, "ewa@example.com", world) }
            }
            #expect(try await world.links.forFirstAdministrator() == nil)
            #expect(try await world.count("one_time_link") == 0)
            try await world.signIn("anna@example.com")
        }
    }

    @Test(arguments: StoreKind.available)
    func `what is filled in wrongly leaves the link as it was`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            _ = try await world.users.add(email: "ewa@example.com", name: "", role: .user)
            let token = try #require(try await world.links.forFirstAdministrator())
            await #expect(throws: UserError.badEmail(.noAtSign)) { try await create(token, "anna", world) }
            await #expect(throws: UserError.emailTaken("ewa@example.com")) {
                try await create(token, "EWA@example.com", world)
            }
            await #expect(throws: PasswordError.tooShort(actual: 5)) {
                try await create(token, "anna@example.com", world, password: "short")
            }
            try await create(token, "anna@example.com", world)
        }
    }

    @Test(arguments: StoreKind.available)
    func `whoever becomes administrator otherwise ends the links for the first one`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let token = try #require(try await world.links.forFirstAdministrator())
            let user = try await world.users.add(email: "ewa@example.com", name: "", role: .user)
            #expect(try await world.links.purpose(of: token) == .firstAdministrator)
            _ = try await world.users.change(user.id, name: nil, role: .administrator)
            #expect(try await world.links.purpose(of: token) == nil)
            await #expect(throws: LinkError.invalid) { try await create(token, "anna@example.com", world) }
            #expect(try await world.links.forFirstAdministrator() == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `of many who use links for the first administrator at once, one becomes it`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            var tokens: [String] = []
            for _ in 0..<3 { tokens.append(try #require(try await world.links.forFirstAdministrator())) }
            let made = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<9 {
                    let token = tokens[number % 3]
                    group.addTask { (try? await create(token, "p\(number)@example.com", world)) != nil }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(made == 1)
            #expect(try await world.users.all().count == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a link works for 24 hours`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let first = try #require(try await world.links.forFirstAdministrator())
            let user = try await world.users.add(email: "ewa@example.com", name: "", role: .user)
            let token = try await world.links.forPassword(of: user.id)
            world.clock.advance(by: .seconds(86_400) - .milliseconds(1))
            #expect(try await world.links.purpose(of: first) == .firstAdministrator)
            #expect(try await world.links.purpose(of: token) == .password(user))
            world.clock.advance(by: .milliseconds(1))
            #expect(try await world.links.purpose(of: first) == nil)
            #expect(try await world.links.purpose(of: token) == nil)
            await #expect(throws: LinkError.invalid) { try await create(first, "anna@example.com", world) }
            await #expect(throws: LinkError.invalid) {
                try await world.links.setPassword(token: token, password: Self.password)
            }
            #expect(try await world.links.forFirstAdministrator() != nil)
            #expect(try await world.count("one_time_link") == 1, "old links are cleaned up")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a user chooses a password by the newest link, once`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join("anna@example.com")
            let other = try await world.users.add(email: "ewa@example.com", name: "", role: .user)
            let session = try await world.signIn("anna@example.com")
            let hers = try await world.links.forPassword(of: other.id)
            let old = try await world.links.forPassword(of: user.id)
            let new = try await world.links.forPassword(of: user.id)
            #expect(try await world.links.purpose(of: old) == nil)
            await #expect(throws: PasswordError.emailAddress) {
                try await world.links.setPassword(token: new, password: "anna@example.com")
            }
            for _ in 0..<6 { _ = try await world.refusal("anna@example.com") }
            #expect(try await world.links.setPassword(token: new, password: Self.password).id == user.id)
            #expect(try await world.desk.user(of: session) == nil, "whoever was signed in is so no more")
            try await world.signIn("anna@example.com", Self.password)
            #expect(try await world.refusal("anna@example.com", AccessWorld.password) == .refused)
            await #expect(throws: LinkError.invalid) {
                try await world.links.setPassword(token: new, password: AccessWorld.password)
            }
            #expect(try await world.links.purpose(of: hers) == .password(other))
        }
    }

    @Test(arguments: StoreKind.available)
    func `of many who use one link at once, one sets the password`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.users.add(email: "anna@example.com", name: "", role: .user)
            let token = try await world.links.forPassword(of: user.id)
            let winners = await withTaskGroup(of: String?.self) { group in
                for number in 0..<8 {
                    let password = "password number \(number)"
                    group.addTask {
                        (try? await world.links.setPassword(token: token, password: password)).map { _ in password }
                    }
                }
                return await group.reduce(into: [String]()) { $0 += $1.map { [$0] } ?? [] }
            }
            #expect(winners.count == 1)
            try await world.signIn("anna@example.com", winners[0])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a link is good for its own purpose only`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let first = try #require(try await world.links.forFirstAdministrator())
            let user = try await world.users.add(email: "ewa@example.com", name: "", role: .user)
            let token = try await world.links.forPassword(of: user.id)
            await #expect(throws: LinkError.invalid) { try await create(token, "anna@example.com", world) }
            await #expect(throws: LinkError.invalid) {
                try await world.links.setPassword(token: first, password: Self.password)
            }
            for nonsense in ["", "x", token + "A", String(repeating: "A", count: 43)] {
                #expect(try await world.links.purpose(of: nonsense) == nil)
            }
            await #expect(throws: UserError.unknown(UserID(99))) { try await world.links.forPassword(of: UserID(99)) }
        }
    }
}

@discardableResult
private func create(
    _ token: String,
    _ email: String,
    _ world: AccessWorld,
    password: String = AccessWorld.password
) async throws -> User {
    try await world.links.createAdministrator(token: token, email: email, name: "", password: password)
}
