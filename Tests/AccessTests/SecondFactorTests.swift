import Contacts
import Foundation
import Storage
import TestSupport
import Testing

@testable import Access

struct SecondFactorTests {
    private static let user = "anna@example.com"
    private static let place = SignInPlace(address: "192.0.2.1", agent: "Test/1")

    /// A user with a second factor, its secret and the recovery codes.
    private func enrol(_ world: AccessWorld) async throws -> (user: User, secret: TOTPSecret, codes: [String]) {
        let user = try await world.join(Self.user)
        let secret = try await world.secondFactors.offer(to: user.id)
        let codes = try await world.secondFactors.confirm(
            code(secret, world),
            password: AccessWorld.password,
            of: user.id,
            keeping: nil
        )
        world.clock.advance(by: .seconds(90))
        return (user, secret, codes)
    }

    private func code(_ secret: TOTPSecret, _ world: AccessWorld, after steps: Int64 = 0) -> String {
        secret.code(at: TOTPSecret.step(at: world.clock.now) + steps)
    }

    private func pending(_ world: AccessWorld, from place: SignInPlace = place) async throws -> String {
        let step = try await world.desk.signIn(email: Self.user, password: AccessWorld.password, from: place)
        guard case .codeNeeded(let pending) = step else { throw SecondStepNeeded() }
        return pending.token
    }

    /// How a code is answered: `nil` when it lets the user in.
    private func refusal(
        _ code: String,
        _ token: String,
        _ world: AccessWorld,
        from place: SignInPlace = place
    ) async throws -> SignInError? {
        do {
            _ = try await world.desk.signIn(code: code, pending: token, from: place)
            return nil
        } catch let error as SignInError {
            return error
        }
    }

    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `codes are those of RFC 6238`(seconds: Int64, code: String) {
        let secret = TOTPSecret(bytes: Array("12345678901234567890".utf8))
        #expect(secret.code(at: TOTPSecret.step(at: seconds * 1000), digits: 8) == code)
        #expect(secret.code(at: TOTPSecret.step(at: seconds * 1000)) == code.suffix(6))
    }

    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `secrets are written as RFC 4648 says`(plain: String, text: String) {
        #expect(Base32.text(of: Array(plain.utf8)) == text)
        #expect(Base32.bytes(of: text) == Array(plain.utf8))
        #expect(Base32.bytes(of: "MY1") == nil)
    }

    @Test func `the address for the app names user and installation`() {
        let secret = TOTPSecret(bytes: Array("12345678901234567890".utf8))
        #expect(
            secret.address(for: "anna+a@example.com", issuer: "Kartoteka crm.example")
                == "otpauth://totp/Kartoteka%20crm.example:anna%2Ba%40example.com"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kartoteka%20crm.example"
        )
        #expect(secret.text == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
    }

    @Test(arguments: StoreKind.available)
    func `a password alone lets nobody in, and a code does once`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let (user, secret, codes) = try await enrol(world)
            #expect(codes.count == 10 && Set(codes).count == 10)
            #expect(try await world.users.user(user.id)?.hasSecondFactor == true)
            let before = try await world.users.user(user.id)?.lastSignInAt
            let token = try await pending(world)
            #expect(try await world.count("user_session") == 0)
            #expect(try await world.users.user(user.id)?.lastSignInAt == before, "nobody has signed in yet")
            #expect(try await world.desk.user(of: SessionToken(text: token)) == nil, "it opens no session")
            let right = code(secret, world)
            let wrong = right == "000000" ? "000001" : "000000"
            #expect(try await refusal(wrong, token, world) == .refused)
            let spaced = " \(right.prefix(3)) \(right.suffix(3)) "
            let signedIn = try await world.desk.signIn(code: spaced, pending: token, from: Self.place)
            #expect(try await world.desk.user(of: signedIn.token)?.id == user.id)
            #expect(signedIn.user.lastSignInAt == world.clock.now)
            #expect(try await refusal(code(secret, world, after: 1), token, world) == .expired, "the step is over")
            #expect(try await refusal(right, try await pending(world), world) == .refused, "the code was used")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a clock may be wrong by one step, and no code works after a later one`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let (_, secret, _) = try await enrol(world)
            for steps: Int64 in [-2, 2] {
                #expect(
                    try await refusal(code(secret, world, after: steps), try await pending(world), world) == .refused
                )
            }
            let (early, present, late) = (
                code(secret, world, after: -1), code(secret, world), code(secret, world, after: 1)
            )
            #expect(try await refusal(early, try await pending(world), world) == nil)
            #expect(try await refusal(late, try await pending(world), world) == nil)
            #expect(try await refusal(present, try await pending(world), world) == .refused)
        }
    }

    @Test(arguments: StoreKind.available)
    func `of many who use one code at once one gets in`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let (_, secret, codes) = try await enrol(world)
            for code in [code(secret, world), codes[3]] {
                var tokens: [String] = []
                for _ in 0..<4 { tokens.append(try await pending(world)) }
                let answers = try await withThrowingTaskGroup(of: SignInError?.self) { group in
                    for token in tokens { group.addTask { try await refusal(code, token, world) } }
                    return try await group.reduce(into: [SignInError?]()) { $0.append($1) }
                }
                #expect(answers.count { $0 == nil } == 1, "\(answers)")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a recovery code works once, however it is typed, and is kept as its hash`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let (user, _, codes) = try await enrol(world)
            let typed = " " + codes[0].uppercased().replacing("-", with: " ")
            let first = try await world.desk.signIn(
                code: typed,
                pending: try await pending(world),
                from: Self.place
            )
            #expect(first.recoveryCodesLeft == 9)
            #expect(try await refusal(codes[0], try await pending(world), world) == .refused)
            let kept = try await world.database.read {
                try $0.rows("SELECT code_hash FROM recovery_code") { $0.bytes(0) }
            }
            #expect(kept.count == 9 && kept.allSatisfy { $0.count == 32 })
            #expect(try await world.secondFactors.status(of: user.id)?.codesLeft == 9)
            let renewed = try await world.secondFactors.renewRecoveryCodes(of: user.id, password: AccessWorld.password)
            #expect(Set(renewed).isDisjoint(with: codes))
            #expect(try await refusal(codes[1], try await pending(world), world) == .refused)
            #expect(try await refusal(renewed[1], try await pending(world), world) == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a sign-in waits ten minutes for its code, and ends with the password`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let (user, secret, _) = try await enrol(world)
            let late = try await pending(world)
            world.clock.advance(by: .milliseconds(PendingSignIn.lifetime))
            #expect(try await world.desk.user(ofPending: late) == nil)
            #expect(try await refusal(code(secret, world), late, world) == .expired)
            let changed = try await pending(world)
            let link = try await world.links.forPassword(of: user.id)
            _ = try await world.links.setPassword(token: link, password: AccessWorld.password)
            #expect(try await refusal(code(secret, world), changed, world) == .expired)
            let disabled = try await pending(world)
            _ = try await world.join("boss@example.com", .administrator)
            try await world.users.disable(user.id)
            try await world.users.enable(user.id)
            #expect(try await refusal(code(secret, world), disabled, world) == .expired)
            #expect(try await world.count("user_session") == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `guessing codes is throttled, across sign-ins and across networks`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let (_, secret, _) = try await enrol(world)
            for _ in 0..<5 { #expect(try await refusal("x", try await pending(world), world) == .refused) }
            let throttled = SignInError.throttled(until: world.clock.now + 30_000)
            #expect(try await refusal(code(secret, world), try await pending(world), world) == throttled)
            for number in 0..<5 {
                let place = SignInPlace(address: "198.51.100.\(number)", agent: "")
                #expect(try await refusal("x", try await pending(world, from: place), world, from: place) == .refused)
            }
            let elsewhere = SignInPlace(address: "203.0.113.9", agent: "")
            let token = try await pending(world, from: elsewhere)
            #expect(try await refusal(code(secret, world), token, world, from: elsewhere) == throttled)
        }
    }

    @Test(arguments: StoreKind.available)
    func `adding, renewing and removing need the password, and end other sessions`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join(Self.user)
            let (here, there) = (try await world.signIn(Self.user), try await world.signIn(Self.user))
            let service = world.secondFactors
            let secret = try await service.offer(to: user.id)
            #expect(try await service.offer(to: user.id) == secret, "a page that is loaded again shows the same")
            await #expect(throws: SignInError.refused) {
                _ = try await service.confirm(code(secret, world), password: "wrong", of: user.id, keeping: here)
            }
            await #expect(throws: SecondFactorError.wrongCode) {
                _ = try await service.confirm("x", password: AccessWorld.password, of: user.id, keeping: here)
            }
            #expect(try await service.status(of: user.id) == nil)
            #expect(try await world.users.user(user.id)?.hasSecondFactor == false)
            try await world.signIn(Self.user)
            _ = try await service.confirm(
                code(secret, world),
                password: AccessWorld.password,
                of: user.id,
                keeping: here
            )
            #expect(try await world.desk.user(of: here) != nil)
            #expect(try await world.desk.user(of: there) == nil)
            await #expect(throws: SecondFactorError.exists) { _ = try await service.offer(to: user.id) }
            await #expect(throws: SignInError.refused) {
                _ = try await service.renewRecoveryCodes(of: user.id, password: "wrong")
            }
            await #expect(throws: SignInError.refused) { try await service.remove(of: user.id, password: "wrong") }
            try await service.remove(of: user.id, password: AccessWorld.password)
            await #expect(throws: SecondFactorError.missing) { try await service.remove(of: user.id) }
            try await world.signIn(Self.user)
            #expect(try await service.offer(to: user.id) != secret)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the database does not hold the seed in clear text, and a lost key keeps nobody from removing it`(
        kind: StoreKind
    ) async throws {
        try await AccessWorld.with(kind) { world in
            let (user, secret, _) = try await enrol(world)
            let kept = try await world.column("SELECT seed FROM second_factor")
            #expect(kept.count == 1 && !kept[0].contains(Base32.text(of: secret.bytes)))
            // As after the loss of the key: what is kept cannot be read.
            _ = try await world.database.write { try $0.execute("UPDATE second_factor SET seed = 'unreadable'") }
            await #expect(throws: StorageError.self) { _ = try await world.secondFactors.offer(to: user.id) }
            try await world.secondFactors.remove(of: user.id)
            try await world.signIn(Self.user)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a role can require it, and a seed that is not confirmed is none`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let user = try await world.join(Self.user, .manager)
            let service = world.secondFactors
            #expect(try await service.rule().roles.isEmpty)
            try await service.set(SecondFactorRule(roles: [.manager, .administrator]))
            #expect(try await service.rule().roles == [.administrator, .manager])
            _ = try await service.offer(to: user.id)
            #expect(try await service.isMissing(of: user))
            #expect(try await !service.isMissing(of: try await world.join("ewa@example.com", .user)))
            try await service.set(SecondFactorRule(roles: []))
            #expect(try await !service.isMissing(of: user))
        }
    }
}
