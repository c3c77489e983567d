import Access
import Contacts
import Storage
import TestSupport
import Testing

/// Nobody keeps a chosen user from signing in, and nobody guesses a chosen user's password from many places.
struct LockOutTests {
    private static let user = "anna@example.com"

    /// Fails from as many networks as there are numbers, without a pause.
    private func attack(_ numbers: Range<Int>, _ world: AccessWorld) async throws -> [SignInError?] {
        var answers: [SignInError?] = []
        for number in numbers {
            answers.append(try await world.refusal(Self.user, from: "198.51.\(number / 250).\(number % 250)"))
        }
        return answers
    }

    @Test(arguments: StoreKind.available)
    func `who fails elsewhere does not keep a user out of a known browser or network`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join(Self.user)
            let home = try await world.entry(Self.user, from: "192.0.2.1")
            #expect(try await attack(0..<50, world).allSatisfy { $0 == .refused })
            #expect(
                try await attack(50..<60, world).allSatisfy { $0 == .throttled(until: TestClock.start + 5_000) }
            )
            // The known browser in a new network, and the known network with a new browser.
            try await world.signIn(Self.user, from: "203.0.113.5", browser: home.browser)
            try await world.signIn(Self.user, from: "192.0.2.1")
            // A browser that somebody makes up is none that is known.
            let made = BrowserToken(text: String(home.browser.text.reversed()))
            #expect(
                try await world.refusal(Self.user, AccessWorld.password, from: "203.0.113.99", browser: made)
                    == .throttled(until: TestClock.start + 5_000)
            )
        }
    }

    @Test(arguments: StoreKind.available)
    func `a neighbour in the same network does not keep a known browser out`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join(Self.user)
            let office = try await world.entry(Self.user, from: "192.0.2.1")
            for number in 0..<25 { _ = try await world.refusal("p\(number)@example.com", from: "192.0.2.1") }
            for _ in 0..<9 { _ = try await world.refusal(Self.user, from: "192.0.2.1") }
            try await world.signIn(Self.user, from: "192.0.2.1", browser: office.browser)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a new browser gets in between two guesses, and by a link at once`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join(Self.user)
            _ = try await attack(0..<50, world)
            #expect(
                try await world.refusal(Self.user, AccessWorld.password, from: "203.0.113.7")
                    == .throttled(until: TestClock.start + 5_000)
            )
            world.clock.advance(by: .seconds(5))
            try await world.signIn(Self.user, from: "203.0.113.7")
            _ = try await attack(60..<80, world)
            let link = try await world.links.forPassword(of: user.id)
            _ = try await world.links.setPassword(token: link, password: AccessWorld.password)
            try await world.signIn(Self.user, from: "203.0.113.8")
        }
    }

    /// The bound of the decision: fifty at once, and then one a minute.
    @Test func `one account is guessed slowly, however many networks guess`() async throws {
        try await AccessWorld.with(.sqlite) { world in
            try await world.join(Self.user)
            var guesses = 0
            for second in stride(from: 0, to: 3_600, by: 5) {
                for number in 0..<2
                where try await attack(second * 2 + number..<second * 2 + number + 1, world)[0]
                    == .refused
                { guesses += 1 }
                if second == 0 { guesses += try await attack(9_000..<9_060, world).count { $0 == .refused } }
                world.clock.advance(by: .seconds(5))
            }
            #expect(guesses <= 50 + 65, "\(guesses) in an hour")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a known browser may guess no more than others`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join(Self.user)
            let stolen = try await world.entry(Self.user).browser
            for number in 0..<5 {
                #expect(try await world.refusal(Self.user, from: "198.51.100.\(number)", browser: stolen) == .refused)
            }
            #expect(
                try await world.refusal(Self.user, AccessWorld.password, from: "198.51.100.9", browser: stolen)
                    == .throttled(until: TestClock.start + 30_000)
            )
        }
    }

    @Test(arguments: StoreKind.available)
    func `a link lets a user in again who failed in a known browser and elsewhere`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join(Self.user)
            let browser = try await world.entry(Self.user).browser
            _ = try await world.join("ewa@example.com")
            for _ in 0..<6 {
                _ = try await world.refusal(Self.user, browser: browser)
                _ = try await world.refusal(Self.user, from: "198.51.100.1")
                _ = try await world.refusal("ewa@example.com", from: "198.51.100.2")
            }
            let link = try await world.links.forPassword(of: user.id)
            _ = try await world.links.setPassword(token: link, password: AccessWorld.password)
            try await world.signIn(Self.user, browser: browser)
            try await world.signIn(Self.user, from: "198.51.100.1")
            let throttled = SignInError.throttled(until: TestClock.start + 30_000)
            let answer = try await world.refusal("ewa@example.com", AccessWorld.password, from: "198.51.100.2")
            #expect(answer == throttled, "the failures of others stay")
        }
    }

    @Test(arguments: StoreKind.available)
    func `places are forgotten after ninety days without use`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            try await world.join(Self.user)
            try await world.signIn(Self.user)
            #expect(try await world.count("known_place") == 2)
            world.clock.advance(by: .seconds(90 * 86_400))
            _ = try await attack(0..<50, world)
            #expect(
                try await world.refusal(Self.user, AccessWorld.password)
                    == .throttled(until: world.clock.now + 5_000)
            )
            world.clock.advance(by: .seconds(60))
            try await world.signIn(Self.user, from: "203.0.113.7")
            #expect(try await world.count("known_place") == 2, "what has run out is cleaned up")
        }
    }
}
