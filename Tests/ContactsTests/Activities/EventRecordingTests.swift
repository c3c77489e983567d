import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct EventRecordingTests {
    private static let email = RandomContacts.email("bare1@example.com")
    private static let cause = Cause(.api, actor: "shop")

    private func recording(_ world: World) -> EventRecording {
        EventRecording(world.database, time: world.clock.time)
    }

    @Test(arguments: StoreKind.available)
    func `an event is kept with all it says, and tells who recorded it`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(2))
            world.clock.advance(by: .seconds(90))
            let told = try ExternalEvent(
                type: "  PURCHASE ",
                at: TestClock.start - 5,
                description: "Order 7\nPaid ",
                value: 12.5
            )
            let written = try await recording(world).record(
                told,
                of: .email(Self.email),
                cause: Cause(.api, actor: "shop"),
                actor: .named("shop")
            )
            #expect(written.contact.number == 2 && written.event.subject == "PURCHASE")
            try await recording(world).record(
                try ExternalEvent(type: "RETURN", description: " "),
                of: .email(RandomContacts.email("BARE1@EXAMPLE.com")),
                cause: Cause(.quietAPI, actor: "till"),
                actor: .named("till")
            )
            let kept = try await world.database.read { try ContactReader($0).activities(of: 2, limit: 9) }
            #expect(
                kept.map(\.subject) == ["RETURN", "PURCHASE"] && kept.map(\.kind) == [.externalEvent, .externalEvent]
            )
            #expect(kept.map(\.at) == [world.clock.now, TestClock.start - 5])
            #expect(kept.map(\.description) == [nil, "Order 7\nPaid"] && kept.map(\.value) == [nil, 12.5])
            let timeline = try await world.timeline(2).prefix(2)
            #expect(timeline.map(\.cause) == [Cause(.quietAPI, actor: "till"), Cause(.api, actor: "shop")])
            #expect(timeline.map(\.at) == [world.clock.now, world.clock.now])
            #expect(timeline.map(\.facet) == [.activity(.externalEvent), .activity(.externalEvent)])
        }
    }

    @Test(arguments: StoreKind.available)
    func `events go no further than the reach of who tells them`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await TestUsers.add(to: world.database)
            var contacts = World.bare(3)
            contacts[1].owners = OwnerList([
                Ownership(TestUsers.anna, .main, since: 1), Ownership(TestUsers.piotr, .readOnly, since: 2),
            ])
            try await world.create(contacts)
            let event = try ExternalEvent(type: "CART")
            let own = TestUsers.restricted(TestUsers.anna)
            let contact = ContactReference.email(Self.email)
            try await recording(world).record(event, of: contact, cause: Self.cause, actor: own)
            await #expect(throws: ContactReferenceError.forbidden(.edit, contact)) {
                let other = TestUsers.restricted(TestUsers.piotr)
                try await recording(world).record(event, of: contact, cause: Self.cause, actor: other)
            }
            for (address, actor) in [("bare2@example.com", own), ("nobody@example.com", .operator)] {
                let contact = ContactReference.email(RandomContacts.email(address))
                await #expect(throws: ContactReferenceError.unknown(contact)) {
                    try await recording(world).record(event, of: contact, cause: Self.cause, actor: actor)
                }
            }
            #expect(try await world.count("contact_activity") == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an event lies at most as far ahead as clocks differ`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(2))
            let limit = world.clock.now + 5 * 60_000
            let late = try ExternalEvent(type: "A", at: limit + 1)
            let contact = ContactReference.email(Self.email)
            await #expect(throws: ExternalEventError.inTheFuture(at: limit + 1)) {
                try await recording(world).record(late, of: contact, cause: Self.cause, actor: .operator)
            }
            let event = try ExternalEvent(type: "A", at: limit)
            let (_, kept) = try await recording(world).record(event, of: contact, cause: Self.cause, actor: .operator)
            #expect(kept.at == limit)
        }
    }

    @Test func `what cannot be an event is refused with the reason`() throws {
        let long = String(repeating: "x", count: 256)
        #expect(throws: ExternalEventError.emptyType) { try ExternalEvent(type: " \n") }
        #expect(throws: ExternalEventError.typeNotOneLine) { try ExternalEvent(type: "A\tB") }
        #expect(throws: ExternalEventError.typeNotOneLine) { try ExternalEvent(type: "A\0") }
        #expect(throws: ExternalEventError.typeTooLong(actual: 256)) { try ExternalEvent(type: long) }
        #expect(throws: ExternalEventError.zeroCharacter) { try ExternalEvent(type: "A", description: "\0") }
        #expect(throws: ExternalEventError.descriptionTooLong(actual: 2_049)) {
            try ExternalEvent(type: "A", description: String(repeating: "y", count: 2_049))
        }
        for value in [Double.nan, .infinity, -.infinity] {
            #expect(throws: ExternalEventError.valueNotFinite) { try ExternalEvent(type: "A", value: value) }
        }
        #expect(try ExternalEvent(type: String(long.dropLast()), description: "", value: -0.5).description == nil)
    }
}
