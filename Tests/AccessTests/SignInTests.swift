import Access
import Contacts
import Storage
import TestSupport
import Testing

struct SignInTests {
    @Test(arguments: StoreKind.available)
    func `who gives address and password is known by the token`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join("Anna@example.com", .manager)
            world.clock.advance(by: .seconds(5))
            let entry = try await world.entry(" anna@EXAMPLE.com")
            let (token, signedIn) = (entry.token, entry.user)
            #expect(signedIn.id == user.id)
            #expect(signedIn.lastSignInAt == TestClock.start + 5_000)
            #expect(try await world.desk.user(of: token) == signedIn)
            #expect(token.text.utf8.count == 43)
            #expect(token.text.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil)
            #expect(try await world.desk.user(of: SessionToken(text: "")) == nil)
            #expect(try await world.desk.user(of: SessionToken(text: token.text + "A")) == nil)
            #expect(try await world.desk.user(of: SessionToken(text: token.sessionID)) == nil)
            try await world.desk.signOut(token)
            #expect(try await world.desk.user(of: token) == nil)
            try await world.desk.signOut(token)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the refusal is the same whatever is wrong`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join("anna@example.com")
            try await world.users.disable(try await world.join("gone@example.com").id)
            _ = try await world.users.add(email: "new@example.com", name: "", role: .user)
            let tries = [
                ("anna@example.com", "wrong and wrong again"), ("anna@example.com", ""),
                ("anna@example.com", AccessWorld.password + String(repeating: " ", count: 2_000)),
                ("anna@example.com", AccessWorld.password.uppercased()), ("nobody@example.com", AccessWorld.password),
                ("nobody@example.com", ""), ("gone@example.com", AccessWorld.password),
                ("new@example.com", AccessWorld.password), ("no address", AccessWorld.password),
                ("a\0b@example.com", AccessWorld.password), ("", ""),
            ]
            for (email, password) in tries {
                #expect(try await world.refusal(email, password) == .refused, "\(email) \(password.prefix(30))")
            }
            #expect(try await world.count("user_session") == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the database holds neither tokens nor passwords nor what was typed`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join("anna@example.com")
            let token = try await world.signIn("anna@example.com")
            let link = try await world.links.forPassword(of: user.id)
            _ = try await world.refusal("my secret password")
            let kept = try await world.database.read { connection in
                try connection.rows(
                    """
                    SELECT token_hash, agent FROM user_session UNION ALL SELECT token_hash, '' FROM one_time_link
                    """
                ) { $0.bytes(0) }
            }
            #expect(kept.count == 2)
            #expect(kept.allSatisfy { $0.count == 32 && $0 != Array(token.text.utf8) && $0 != Array(link.utf8) })
            let texts = try await world.column(
                "SELECT subject FROM sign_in_failure UNION ALL SELECT password FROM user_account"
            )
            // Two accounts, one pair and the network; and the password.
            #expect(texts.count == 5)
            #expect(!texts.contains { $0.contains("my secret") || $0.contains(AccessWorld.password) })
        }
    }

    @Test(arguments: StoreKind.available)
    func `a new session takes the place of the browser's old one`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join("anna@example.com")
            let old = try await world.signIn("anna@example.com")
            let elsewhere = try await world.signIn("anna@example.com")
            let new = try await world.signIn("anna@example.com", replacing: old)
            #expect(Set([old, new, elsewhere]).count == 3)
            #expect(try await world.desk.user(of: old) == nil)
            #expect(try await world.desk.user(of: new)?.id == user.id)
            #expect(try await world.desk.user(of: elsewhere)?.id == user.id)
            #expect(try await world.refusal("anna@example.com") == .refused)
            #expect(try await world.desk.user(of: new)?.id == user.id)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an unused session ends after seven days, any after thirty`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join("anna@example.com")
            let idle = try await world.signIn("anna@example.com")
            let used = try await world.signIn("anna@example.com")
            world.clock.advance(by: .seconds(7 * 86_400) - .milliseconds(1))
            #expect(try await world.desk.user(of: used) != nil)
            world.clock.advance(by: .milliseconds(1))
            #expect(try await world.desk.user(of: idle) == nil)
            for _ in 0..<4 {
                world.clock.advance(by: .seconds(5 * 86_400))
                #expect(try await world.desk.user(of: used) != nil)
            }
            world.clock.advance(by: .seconds(3 * 86_400) - .milliseconds(1))
            #expect(try await world.desk.user(of: used) != nil)
            world.clock.advance(by: .milliseconds(1))
            #expect(try await world.desk.user(of: used) == nil)
            #expect(try await world.count("user_session") == 2)
            try await world.signIn("anna@example.com")
            #expect(try await world.count("user_session") == 1, "what has run out is cleaned up")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a session is marked as used at most once a minute`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join("anna@example.com")
            let token = try await world.signIn("anna@example.com")
            let seen = { try await world.desk.sessions(of: user.id).map(\.seenAt) }
            world.clock.advance(by: .milliseconds(59_999))
            #expect(try await world.desk.user(of: token) != nil)
            #expect(try await seen() == [TestClock.start])
            world.clock.advance(by: .milliseconds(1))
            #expect(try await world.desk.user(of: token) != nil)
            #expect(try await seen() == [TestClock.start + 60_000])
        }
    }

    @Test(arguments: StoreKind.available)
    func `the role is as it is now`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join("anna@example.com", .manager)
            let token = try await world.signIn("anna@example.com")
            _ = try await world.users.change(user.id, name: nil, role: .viewer)
            #expect(try await world.desk.user(of: token)?.role == .viewer)
        }
    }

    @Test(arguments: StoreKind.available)
    func `sessions are listed and ended, one's own only`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let anna = try await world.join("anna@example.com")
            let ewa = try await world.join("ewa@example.com")
            let first = try await world.signIn("anna@example.com")
            world.clock.advance(by: .seconds(1))
            let second = try await world.entry(
                "anna@example.com",
                from: "2001:db8::1",
                agent: "A\0B\r\n" + String(repeating: "ł", count: 1_000)
            ).token
            let hers = try await world.signIn("ewa@example.com")
            let sessions = try await world.desk.sessions(of: anna.id)
            #expect(sessions.map(\.id) == [second.sessionID, first.sessionID])
            #expect(sessions.map(\.address) == ["2001:db8::1", "192.0.2.1"])
            #expect(sessions.map(\.agent) == ["AB" + String(repeating: "ł", count: 298), "Test/1"])
            #expect(sessions.map(\.createdAt) == [TestClock.start + 1_000, TestClock.start])

            try await world.desk.end(session: hers.sessionID, of: anna.id)
            try await world.desk.end(session: "nonsense", of: anna.id)
            #expect(try await world.desk.user(of: hers)?.id == ewa.id)
            try await world.desk.end(session: first.sessionID, of: anna.id)
            #expect(try await world.desk.user(of: first) == nil)
            #expect(try await world.desk.user(of: second) != nil)

            let third = try await world.signIn("anna@example.com")
            try await world.desk.endSessions(of: anna.id, except: third)
            #expect(try await world.desk.user(of: second) == nil)
            #expect(try await world.desk.user(of: third) != nil)
            try await world.desk.endSessions(of: anna.id, except: nil)
            #expect(try await world.desk.sessions(of: anna.id).isEmpty)
            #expect(try await world.desk.user(of: hers) != nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who signs in while being disabled or reset is not signed in afterwards`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join("anna@example.com")
            for round in 0..<10 {
                let link = try await world.links.forPassword(of: user.id)
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<3 {
                        group.addTask { _ = try? await world.signIn("anna@example.com", from: "192.0.2.\(round)") }
                    }
                    group.addTask {
                        if round.isMultiple(of: 2) {
                            try? await world.users.disable(user.id)
                        } else {
                            _ = try? await world.links.setPassword(token: link, password: "another password")
                        }
                    }
                }
                #expect(try await world.count("user_session") == 0)
                try await world.users.enable(user.id)
                let again = try await world.links.forPassword(of: user.id)
                _ = try await world.links.setPassword(token: again, password: AccessWorld.password)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `another password ends the other sessions and the links`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join("anna@example.com")
            let here = try await world.signIn("anna@example.com")
            let there = try await world.signIn("anna@example.com")
            let link = try await world.links.forPassword(of: user.id)
            func change(from old: String, to new: String) async throws {
                try await world.desk.changePassword(of: user.id, from: old, to: new, keeping: here)
            }
            await #expect(throws: PasswordError.tooShort(actual: 5)) {
                try await change(from: AccessWorld.password, to: "short")
            }
            await #expect(throws: SignInError.refused) { try await change(from: "wrong", to: "another password") }
            #expect(try await world.desk.user(of: there) != nil)
            try await change(from: AccessWorld.password, to: "another password")
            #expect(try await world.desk.user(of: here) != nil)
            #expect(try await world.desk.user(of: there) == nil)
            #expect(try await world.links.purpose(of: link) == nil)
            #expect(try await world.refusal("anna@example.com", AccessWorld.password) == .refused)
            try await world.signIn("anna@example.com", "another password")
            await #expect(throws: SignInError.refused) {
                try await world.desk.changePassword(of: UserID(99), from: "", to: "another password", keeping: nil)
            }
        }
    }
}
