import Access
import Contacts
import Storage
import TestSupport
import Testing

struct APIKeyTests {
    private static let day: Int64 = 86_400_000

    @Test(arguments: StoreKind.available)
    func `a token opens what its user may, until it expires or is revoked`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let keys = APIKeyStore(world.database, time: world.clock.time)
            let desk = KeyDesk(world.database, time: world.clock.time)
            let anna = try await world.users.add(email: "anna@example.com", name: "Anna", role: .marketer)
            let expiry = world.clock.now + Self.day
            let made = try await keys.make(" Till 3 ", .token, for: anna.id, expiresAt: expiry)
            #expect(made.secret.hasPrefix(APIKeyStore.tokenPrefix) && made.secret.count > 50)
            #expect((made.key.name, made.key.kind, made.key.clientID) == ("Till 3", .token, nil))
            let holder = try #require(try await desk.holder(ofToken: made.secret))
            #expect(holder.user == anna && holder.key.usedAt == nil)
            #expect(holder.cause() == Cause(.api, id: made.key.id, text: "Till 3", actor: "anna@example.com"))
            #expect(holder.cause(startsAutomation: false).kind == .quietAPI)
            #expect(try await keys.all(of: anna.id).map(\.usedAt) == [world.clock.now])
            for token in ["", made.secret + "x", String(made.secret.dropFirst()), "\0", made.secret.uppercased()] {
                #expect(try await desk.holder(ofToken: token) == nil)
            }
            try await world.users.disable(anna.id)
            #expect(try await desk.holder(ofToken: made.secret) == nil)
            try await world.users.enable(anna.id)
            #expect(try await desk.holder(ofToken: made.secret) != nil)
            world.clock.advance(by: .seconds(86_399))
            #expect(try await desk.holder(ofToken: made.secret) != nil)
            world.clock.advance(by: .seconds(1))
            #expect(try await desk.holder(ofToken: made.secret) == nil)
            let endless = try await keys.make("Shop", .token, for: anna.id)
            #expect(try await desk.holder(ofToken: endless.secret) != nil)
            try await keys.revoke(endless.key.id)
            #expect(try await desk.holder(ofToken: endless.secret) == nil)
            let times = try await keys.all().map(\.revokedAt)
            #expect(times == [world.clock.now, nil])
        }
    }

    @Test(arguments: StoreKind.available)
    func `the database keeps no token`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let anna = try await world.users.add(email: "anna@example.com", name: "", role: .user)
            let keys = APIKeyStore(world.database, time: world.clock.time)
            _ = try await keys.make("Shop", .token, for: anna.id)
            let kept = try await world.database.read { connection in
                try connection.rows("SELECT token_hash, client_secret FROM api_key") {
                    ($0.bytes(0).count, $0.optionalText(1))
                }
            }
            #expect(kept.map(\.0) == [32] && kept.map(\.1) == [nil])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a client signs with any salt`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let keys = APIKeyStore(world.database, time: world.clock.time)
            let desk = KeyDesk(world.database, time: world.clock.time)
            let anna = try await world.users.add(email: "anna@example.com", name: "", role: .manager)
            let (first, second) = (
                try await keys.make("Shop", .client, for: anna.id), try await keys.make("Till", .client, for: anna.id)
            )
            let client = try #require(first.key.clientID)
            #expect(client != second.key.clientID && first.secret != second.secret)
            for salt in ["", "key", "Zażółć", "0a1b2c"] {
                let signature = KeyDesk.signatureText(client: client, salt: salt, secret: first.secret)
                for text in [signature, signature.uppercased()] {
                    let holder = try await desk.holder(ofClient: client, salt: salt, signature: text)
                    #expect(holder?.key.id == first.key.id)
                }
                let other = KeyDesk.signatureText(client: client, salt: salt, secret: second.secret)
                for text in [other, "", "x" + signature.dropFirst(), String(signature.dropLast(2)), signature + "00"] {
                    #expect(try await desk.holder(ofClient: client, salt: salt, signature: text) == nil)
                }
                #expect(try await desk.holder(ofClient: "nobody", salt: salt, signature: signature) == nil)
                #expect(try await desk.holder(ofClient: "\0", salt: salt, signature: signature) == nil)
                #expect(try await desk.holder(ofClient: client, salt: salt + "x", signature: signature) == nil)
            }
            #expect(try await desk.holder(ofToken: first.secret) == nil)
            try await keys.revoke(first.key.id, of: anna.id)
            let signature = KeyDesk.signatureText(client: client, salt: "", secret: first.secret)
            #expect(try await desk.holder(ofClient: client, salt: "", signature: signature) == nil)
        }
    }

    /// Computed with another program (`printf keycidsec | sha1sum`).
    @Test func `the signature is that of the protocol`() {
        let signature = KeyDesk.signatureText(client: "cid", salt: "key", secret: "sec")
        #expect(signature == "2557aa735b0e65fff8d68d633d1a72fd9cb33f68")
    }

    @Test(arguments: StoreKind.available)
    func `only own keys are listed and revoked where somebody may not more`(kind: StoreKind) async throws {
        try await AccessWorld.with(kind) { world in
            let keys = APIKeyStore(world.database, time: world.clock.time)
            let anna = try await world.users.add(email: "anna@example.com", name: "", role: .user)
            let piotr = try await world.users.add(email: "piotr@example.com", name: "", role: .user)
            let hers = try await keys.make("Hers", .token, for: anna.id)
            let his = try await keys.make("His", .client, for: piotr.id)
            #expect(try await keys.all(of: anna.id).map(\.name) == ["Hers"])
            #expect(try await keys.all().map(\.name) == ["His", "Hers"])
            await #expect(throws: APIKeyError.unknown(his.key.id)) { try await keys.revoke(his.key.id, of: anna.id) }
            try await keys.revoke(hers.key.id, of: anna.id)
            await #expect(throws: APIKeyError.unknown(hers.key.id)) { try await keys.revoke(hers.key.id) }
        }
    }

    @Test func `what can be no key is refused with the reason`() async throws {
        try await AccessWorld.with(.sqlite) { world in
            let keys = APIKeyStore(world.database, time: world.clock.time)
            let anna = try await world.users.add(email: "anna@example.com", name: "", role: .user)
            let long = String(repeating: "x", count: 101)
            for (name, error) in [
                (" ", APIKeyError.emptyName), ("A\tB", .nameNotOneLine), (long, .nameTooLong(actual: 101)),
            ] {
                await #expect(throws: error) { try await keys.make(name, .token, for: anna.id) }
            }
            await #expect(throws: APIKeyError.expired) {
                try await keys.make("Shop", .token, for: anna.id, expiresAt: world.clock.now)
            }
            await #expect(throws: UserError.unknown(UserID(99))) {
                try await keys.make("Shop", .token, for: UserID(99))
            }
            try await world.users.disable(anna.id)
            await #expect(throws: UserError.disabled("anna@example.com")) {
                try await keys.make("Shop", .token, for: anna.id)
            }
            #expect(try await keys.all().isEmpty)
        }
    }
}
