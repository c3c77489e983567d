import Access
import Contacts
import Storage
import TestSupport
import Testing

struct UserStoreTests {
    @Test(arguments: StoreKind.available)
    func `a user is found by address in any case, and by number`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let made = try await world.users.add(email: " Anna@Example.COM ", name: " Anna Nowak ", role: .marketer)
            #expect((made.email, made.name, made.role) == ("Anna@Example.COM", "Anna Nowak", .marketer))
            #expect((made.isActive, made.hasPassword, made.createdAt) == (true, false, TestClock.start))
            #expect(made.lastSignInAt == nil)
            #expect(try await world.users.user(email: "anna@example.com") == made)
            #expect(try await world.users.user(made.id) == made)
            #expect(try await world.users.user(email: "nobody@example.com") == nil)
            #expect(try await world.users.user(email: "no address") == nil)
            #expect(try await world.users.user(UserID(99)) == nil)
            let other = try await world.users.add(email: "adam@example.com", name: "", role: .viewer)
            #expect(other.name == "adam")
            #expect(try await world.users.all() == [other, made])
        }
    }

    @Test(arguments: StoreKind.available)
    func `an address is taken in any case`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.users.add(email: "Anna@example.com", name: "", role: .user)
            try await world.users.disable(user.id)
            await #expect(throws: UserError.emailTaken("Anna@example.com")) {
                try await world.users.add(email: "ANNA@EXAMPLE.com", name: "", role: .user)
            }
            #expect(try await world.users.all().count == 1)
        }
    }

    @Test(arguments: [
        ("", "", UserError.badEmail(.empty)), ("anna", "", .badEmail(.noAtSign)),
        ("a@example.com", String(repeating: "x", count: 101), .nameTooLong(actual: 101)),
        ("a@example.com", "Anna\nadministrator", .badName), ("a@example.com", "A\0B", .badName),
    ])
    func `unfit addresses and names are refused`(email: String, name: String, error: UserError) async throws {
        try await AccessWorld.with(.sqlite) { world in
            await #expect(throws: error) { try await world.users.add(email: email, name: name, role: .user) }
            #expect(error.message != "")
            let users = try await world.users.all()
            #expect(users.isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `what is not given stays as it is`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.users.add(email: "anna@example.com", name: "Anna", role: .user)
            let renamed = try await world.users.change(user.id, name: "Ewa", role: nil)
            #expect((renamed.name, renamed.role) == ("Ewa", .user))
            let moved = try await world.users.change(user.id, name: nil, role: .manager)
            #expect((moved.name, moved.role) == ("Ewa", .manager))
            #expect(try await world.users.change(user.id, name: " ", role: nil).name == "anna")
            #expect(try await world.users.user(user.id)?.role == .manager)
            await #expect(throws: UserError.badName) {
                try await world.users.change(user.id, name: "a\u{7}", role: nil)
            }
            await #expect(throws: UserError.unknown(UserID(99))) {
                try await world.users.change(UserID(99), name: nil, role: nil)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `the only active administrator stays one`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            #expect(try await !world.users.hasAdministrator())
            let first = try await world.users.add(email: "first@example.com", name: "", role: .administrator)
            let second = try await world.users.add(email: "second@example.com", name: "", role: .administrator)
            try await world.users.disable(second.id)
            let refusal = UserError.lastAdministrator("first@example.com")
            await #expect(throws: refusal) { try await world.users.disable(first.id) }
            await #expect(throws: refusal) { try await world.users.change(first.id, name: nil, role: .manager) }
            _ = try await world.users.change(first.id, name: "Still", role: .administrator)
            // A disabled administrator may lose the role.
            _ = try await world.users.change(second.id, name: nil, role: .viewer)
            try await world.users.enable(second.id)
            await #expect(throws: refusal) { try await world.users.disable(first.id) }
            _ = try await world.users.change(second.id, name: nil, role: .administrator)
            try await world.users.disable(first.id)
            #expect(try await world.users.user(first.id)?.isActive == false)
            #expect(try await world.users.hasAdministrator())
        }
    }

    @Test(arguments: StoreKind.available)
    func `two administrators who disable each other at once do not both go`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            for round in 0..<5 {
                let pair = try await [
                    world.users.add(email: "a\(round)@example.com", name: "", role: .administrator),
                    world.users.add(email: "b\(round)@example.com", name: "", role: .administrator),
                ]
                for user in try await world.users.all() where user.isActive && !pair.contains(user) {
                    try await world.users.disable(user.id)
                }
                await withTaskGroup(of: Void.self) { group in
                    for user in pair { group.addTask { try? await world.users.disable(user.id) } }
                }
                #expect(try await world.users.all().count { $0.isActive } == 1)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `of two who add one address at once, one is told`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let refusals = await withTaskGroup(of: UserError?.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        do {
                            _ = try await world.users.add(email: "anna@example.com", name: "", role: .user)
                            return nil
                        } catch {
                            return error as? UserError
                        }
                    }
                }
                return await group.reduce(into: [UserError?]()) { $0.append($1) }
            }
            #expect(refusals.count { $0 == nil } == 1)
            #expect(refusals.count { $0 == .emailTaken("anna@example.com") } == 5)
            let users = try await world.users.all()
            #expect(users.count == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the first administrator owns contacts without an owner`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let owner = { try await world.database.read { try Workspace.defaultOwner(in: $0) } }
            let user = try await world.users.add(email: "user@example.com", name: "", role: .user)
            #expect(try await owner() == nil)
            _ = try await world.users.change(user.id, name: nil, role: .administrator)
            #expect(try await owner() == user.id)
            _ = try await world.users.add(email: "second@example.com", name: "", role: .administrator)
            #expect(try await owner() == user.id)
        }
    }

    @Test(arguments: StoreKind.available)
    func `disabling ends sessions and links for good`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join("anna@example.com")
            let other = try await world.join("ewa@example.com")
            let token = try await world.signIn("anna@example.com")
            let kept = try await world.signIn("ewa@example.com")
            let link = try await world.links.forPassword(of: user.id)
            try await world.users.disable(user.id)
            #expect(try await world.desk.user(of: token) == nil)
            #expect(try await world.links.purpose(of: link) == nil)
            #expect(try await world.refusal("anna@example.com", AccessWorld.password) == .refused)
            await #expect(throws: UserError.disabled("anna@example.com")) {
                try await world.links.forPassword(of: user.id)
            }
            #expect(try await world.desk.user(of: kept)?.id == other.id)

            try await world.users.enable(user.id)
            #expect(try await world.desk.user(of: token) == nil)
            #expect(try await world.links.purpose(of: link) == nil)
            try await world.signIn("anna@example.com")
        }
    }
}
