import Access
import Contacts
import Storage
import TestSupport
import Testing

struct ThrottleTests {
    /// The same for a user and for nobody: who is throttled tells nothing.
    @Test(arguments: StoreKind.available, ["anna@example.com", "nobody@example.com", "no address"])
    func `an account's failures cost more and more time`(kind: StoreKind, email: String) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join("anna@example.com")
            for _ in 0..<5 { #expect(try await world.refusal(email) == .refused) }
            for wait: Int64 in [30, 60, 120, 240, 480, 900, 900] {
                let until = world.clock.now + wait * 1_000
                #expect(try await world.refusal(email, AccessWorld.password) == .throttled(until: until))
                world.clock.advance(by: .milliseconds(wait * 1_000 - 1))
                #expect(try await world.refusal(email) == .throttled(until: until), "a refused try adds nothing")
                world.clock.advance(by: .milliseconds(1))
                #expect(try await world.refusal(email) == .refused)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a success forgets the account's failures`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join("anna@example.com")
            for _ in 0..<3 {
                for _ in 0..<4 { #expect(try await world.refusal("Anna@Example.com ") == .refused) }
                try await world.signIn("anna@example.com")
            }
            for _ in 0..<5 { #expect(try await world.refusal("anna@example.com") == .refused) }
            world.clock.advance(by: .seconds(30))
            try await world.signIn("anna@example.com")
            #expect(try await world.refusal("anna@example.com") == .refused)
            try await world.signIn("anna@example.com")
        }
    }

    @Test(arguments: StoreKind.available)
    func `failures are forgotten after a quiet day`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            for _ in 0..<4 { #expect(try await world.refusal("anna@example.com") == .refused) }
            world.clock.advance(by: .seconds(86_400))
            for _ in 0..<5 { #expect(try await world.refusal("anna@example.com") == .refused) }
            #expect(
                try await world.refusal("anna@example.com") == .throttled(until: world.clock.now + 30_000)
            )
            world.clock.advance(by: .seconds(86_400))
            try await world.join("ewa@example.com")
            try await world.signIn("ewa@example.com", from: "192.0.2.9")
            let kept = try await world.column("SELECT subject FROM sign_in_failure ORDER BY subject")
            #expect(kept.count == 2 && kept[0] == "address:192.0.2.9" && kept[1].hasPrefix("password-account:"))
        }
    }

    @Test(arguments: StoreKind.available)
    func `a success neither prolongs the wait of its address nor keeps its failures from being forgotten`(
        kind: StoreKind
    ) async throws {
        try await AccessWorld.with(kind) { world in
            for name in ["anna", "ewa"] { try await world.join("\(name)@example.com") }
            for index in 0..<20 { #expect(try await world.refusal("nobody\(index)@example.com") == .refused) }
            world.clock.advance(by: .seconds(30))
            try await world.signIn("anna@example.com")
            try await world.signIn("ewa@example.com")
            world.clock.advance(by: .seconds(3_569))
            try await world.signIn("anna@example.com")
            world.clock.advance(by: .seconds(2))
            for index in 0..<20 { #expect(try await world.refusal("nobody\(index)@example.org") == .refused) }
        }
    }

    @Test(arguments: StoreKind.available)
    func `an address that tries many accounts is held up, others are not`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join("anna@example.com")
            for number in 0..<20 {
                #expect(try await world.refusal("p\(number)@example.com", from: "192.0.2.7") == .refused)
                // A success of one's own does not wash the failures off.
                try await world.signIn("anna@example.com", from: "192.0.2.7")
                if number == 18 { break }
            }
            #expect(try await world.refusal("p99@example.com", from: "192.0.2.7") == .refused)
            let until = world.clock.now + 30_000
            #expect(
                try await world.refusal("anna@example.com", AccessWorld.password, from: "192.0.2.7")
                    == .throttled(until: until)
            )
            try await world.signIn("anna@example.com", from: "192.0.2.8")
            world.clock.advance(by: .seconds(30))
            try await world.signIn("anna@example.com", from: "192.0.2.7")
        }
    }

    @Test(arguments: [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9%eth0", true), ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
        ("::ffff:192.0.2.1", "192.0.2.1", true), ("::ffff:192.0.2.1", "::ffff:192.0.2.2", false), ("", "", true),
        ("192.0.2.1", "192.0.2.2", false), ("a\0b", "somewhere", false),
    ])
    func `neighbours of one network count as one`(first: String, second: String, areOne: Bool) async throws {
        try await AccessWorld.with(.sqlite) { world in
            for number in 0..<20 { _ = try await world.refusal("p\(number)@example.com", from: first) }
            let answer = try await world.refusal("q@example.com", from: second)
            #expect(answer == (areOne ? .throttled(until: TestClock.start + 30_000) : .refused))
        }
    }

    @Test(arguments: StoreKind.available)
    func `many tries at once get no further than one after the other`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join("anna@example.com")
            let answers = try await withThrowingTaskGroup(of: SignInError?.self) { group in
                for _ in 0..<30 { group.addTask { try await world.refusal("anna@example.com") } }
                return try await group.reduce(into: [SignInError?]()) { $0.append($1) }
            }
            #expect(answers.count { $0 == .refused } == 5)
            #expect(answers.count { $0 == .throttled(until: TestClock.start + 30_000) } == 25)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the old password is not guessed by changing it`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join("anna@example.com")
            func change(from old: String) async throws {
                try await world.desk.changePassword(of: user.id, from: old, to: "another password", keeping: nil)
            }
            for _ in 0..<5 { await #expect(throws: SignInError.refused) { try await change(from: "wrong") } }
            await #expect(throws: SignInError.throttled(until: TestClock.start + 30_000)) {
                try await change(from: AccessWorld.password)
            }
            // Signing in is another matter: a session that was left open must not lock its user out.
            try await world.signIn("anna@example.com")
            world.clock.advance(by: .seconds(30))
            try await change(from: AccessWorld.password)
            try await world.signIn("anna@example.com", "another password")
        }
    }
}
