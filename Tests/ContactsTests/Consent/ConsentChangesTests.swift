import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct ConsentChangesTests {
    private func prepared(_ world: World) async throws -> ContactID {
        try await world.create(World.bare(1))
        try await world.commit(
            Change(.emailStatus, [1], from: .same(.no), to: .same(.yes)),
            Change(.mobileStatus, [1], from: .same(.no), to: .same(.yes))
        )
        return try #require(try await world.contact(1)).id
    }

    private func record(_ world: World) async throws -> [ConsentEntry] {
        try await world.database.read { try ConsentRecord($0).entries(of: 1, visibleTo: .operator) }
    }

    @Test(arguments: StoreKind.available)
    func `unsubscribing ends the consent of a channel, with its proof`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let id = try await prepared(world)
            let consent = ConsentChanges(world.database, time: world.clock.time)
            let cause = Cause(.unsubscription, text: "Spring news", actor: "contact")
            let evidence = Evidence(address: "192.0.2.1", userAgent: "Browser/1")
            for _ in 0..<2 {
                #expect(try await consent.unsubscribe(id, from: [.email], cause: cause, evidence: evidence))
            }
            let contact = try await world.contact(1)
            #expect(contact?.emailStatus == .optedOut && contact?.mobileStatus == .optedIn)
            let found = try await record(world)
            #expect(found.count == 5, "who unsubscribes twice is unsubscribed")
            #expect(found[0].subject == .email && found[0].verdict == .withdrawn)
            #expect(found[0].cause == cause && found[0].evidence == evidence)
        }
    }

    @Test(arguments: StoreKind.available)
    func `preferences give and take consent, with the words that were shown`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let id = try await prepared(world)
            let consent = ConsentChanges(world.database, time: world.clock.time)
            let cause = Cause(.preferences, actor: "contact")
            try await consent.set(
                [.email: .optedOut, .mobile: .optedIn],
                of: id,
                shown: "Send me e-mails.",
                cause: cause,
                evidence: Evidence(address: "192.0.2.1")
            )
            #expect(try await world.contact(1)?.emailStatus == .optedOut)
            try await consent.set(
                [.email: .optedIn],
                of: id,
                shown: "Send me e-mails.",
                cause: cause,
                evidence: Evidence(address: "192.0.2.1")
            )
            let contact = try await world.contact(1)
            #expect(contact?.emailStatus == .optedIn && contact?.mobileStatus == .optedIn)
            let found = try await record(world)
            #expect(found[0].verdict == .granted && found[0].wording == "Send me e-mails.")
            #expect(found[0].evidence?.address == "192.0.2.1" && found[1].verdict == .withdrawn)
        }
    }

    @Test(arguments: StoreKind.available)
    func `only a source that may gives consent, and only to somebody`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let id = try await prepared(world)
            let consent = ConsentChanges(world.database, time: world.clock.time)
            let cause = Cause(.unsubscription, actor: "contact")
            try await consent.unsubscribe(id, from: [.email, .mobile], cause: cause, evidence: Evidence())
            await #expect(throws: ChangeSetError.consentWithoutSource(.unsubscription)) {
                try await consent.set([.email: .optedIn], of: id, shown: "x", cause: cause, evidence: Evidence())
            }
            var random = SeededGenerator(seed: 1)
            let nobody = ContactID(at: 0, using: &random)
            #expect(try await !consent.unsubscribe(nobody, from: [.email], cause: cause, evidence: Evidence()))
        }
    }
}
