import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

/// Never monitored, monitored, and stopped are three things.
struct MonitoringTests {
    private func state(of world: World) async throws -> MonitoringState? { try await world.contact(1)?.monitoring }

    @Test(arguments: StoreKind.available)
    func `monitoring is stopped and restored on the card`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(1))
            let id = try #require(try await world.contact(1)).id
            let edit = { (edit: CardEdit) in try await world.cards.edit(id, [edit], actor: .operator) }
            // Who was never seen has nothing to stop by the form of the card, but may be stopped beforehand.
            try await edit(.monitored(false))
            #expect(try await state(of: world) == .never)
            try await edit(.stopMonitoring)
            #expect(try await state(of: world) == .stopped)
            try await edit(.monitored(false))
            #expect(try await state(of: world) == .stopped)
            try await edit(.monitored(true))
            #expect(try await state(of: world) == .monitored)
            try await edit(.monitored(false))
            #expect(try await state(of: world) == .stopped)
            #expect(try await world.contact(1)?.isMonitored == false)
            let changes = try await world.timeline(1).filter { $0.facet == .monitored }.map(\.new)
            #expect(changes == [.integer(2), .integer(1), .integer(2)])
            let words = ChangeWords(.monitored, from: .yes, to: MonitoringState.stopped.value, for: "anna")
            #expect(words.before == "monitored" && words.after == "monitoring stopped")
        }
    }

    @Test(arguments: StoreKind.available)
    func `the rows hold each state for whom it is meant`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(6))
            let new = MonitoringState.allCases.map(\.value)
            try await world.commit(Change(.monitored, [1, 2, 3], from: .same(.no), to: .each(new)))
            #expect(try await world.values(.monitored, [1, 2, 3, 4]) == new + [.no])
            #expect(try await world.count("contact", where: "monitored = 1") == 1)
        }
    }
}
