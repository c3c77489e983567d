import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct ConsentRecordTests {
    private func record(_ world: World, of number: UInt32) async throws -> [ConsentEntry] {
        try await world.database.read { try ConsentRecord($0).entries(of: number, visibleTo: .operator) }
    }

    @Test(arguments: StoreKind.available)
    func `every grant and withdrawal stands there with what proves it`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(2))
            let wording = try await world.database.write {
                try ConsentWordings($0).makeID(of: "I want the newsletter.")
            }
            let evidence = Evidence(
                address: "192.0.2.7",
                userAgent: "Browser/1",
                wording: wording,
                version: 3,
                text: "link of the message 12"
            )
            world.clock.advance(by: .seconds(60))
            try await world.database.write { connection in
                let door = Door(connection, now: world.clock.now)
                let changes = [
                    Change(.emailStatus, [1], from: .same(.no), to: .same(.yes)), .evidence(evidence, for: 1),
                ]
                _ = try door.commit(
                    ChangeSet(changes: changes),
                    cause: Cause(.confirmation, id: 4, text: "Newsletter", actor: "form 4")
                )
            }
            try await world.commit(
                Change(.emailStatus, [1, 2], from: .each([.yes, .no]), to: .each([.no, .yes])),
                cause: Cause(.card, actor: "anna")
            )
            let found = try await record(world, of: 1)
            #expect(found.map(\.subject) == [.email, .email, .mobile, .email])
            #expect(found.map(\.verdict) == [.withdrawn, .granted, .absent, .absent])
            #expect(found[1].evidence == evidence && found[1].wording == "I want the newsletter.")
            #expect(found[1].cause == Cause(.confirmation, id: 4, text: "Newsletter", actor: "form 4"))
            #expect(found[1].at == world.clock.now)
            #expect(found[0].evidence == nil)
            #expect(try await record(world, of: 2).allSatisfy { $0.evidence == nil && $0.wording == nil })
            // The timeline tells of changes; evidence is none.
            #expect(try await world.timeline(1).allSatisfy { $0.facet != .evidence })
        }
    }

    @Test(arguments: StoreKind.available)
    func `a new contact brings its evidence along, and takes it away when it is erased`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            var contacts = World.bare(3)
            for index in [0, 2] { contacts[index].evidence = Evidence(line: Int64(index) + 2) }
            try await world.create(contacts)
            #expect(try await record(world, of: 1).map(\.evidence?.line) == [2, 2])
            #expect(try await record(world, of: 2).map(\.evidence) == [nil, nil])
            #expect(try await record(world, of: 3).map(\.evidence?.line) == [4, 4])
            try await world.commit(
                Change(.existence, [1], from: .same(.yes), to: .same(.none)),
                cause: Cause(.card, actor: "anna")
            )
            #expect(try await record(world, of: 1).isEmpty)
            #expect(try await record(world, of: 3).map(\.evidence?.line) == [4, 4])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a wording is kept once`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let ids = try await world.database.write { connection in
                let wordings = ConsentWordings(connection)
                return try ["A", "B", "A"].map(wordings.makeID)
            }
            #expect(ids[0] == ids[2] && ids[0] != ids[1])
            #expect(try await world.database.read { try ConsentWordings($0).text(ids[1]) } == "B")
        }
    }

    @Test func `evidence is cut where it is too long, and holds no zero character`() {
        let long = String(repeating: "ž", count: 3000)
        #expect(Evidence(userAgent: long).userAgent?.count == Evidence.maximumLength)
        #expect(Evidence(text: "a\0b").text == "ab" && Evidence(text: "\0").text == nil)
    }
}
