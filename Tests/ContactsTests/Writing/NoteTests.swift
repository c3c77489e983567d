import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct NoteTests {
    private func note(_ text: String, private isPrivate: Bool = false, by author: String = "anna") -> Change.Values {
        .same(.note(NoteDraft(text: text, isPrivate: isPrivate, author: author)))
    }

    private func notes(_ number: UInt32, for reader: String, in world: World) async throws -> [Note] {
        try await world.database.read { try ContactReader($0).notes(of: number, visibleTo: .named(reader)) }
    }

    @Test(arguments: StoreKind.available)
    func `each contact gets a note of its own, newest first`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(3))
            try await world.commit(Change(.note(isPrivate: false), [1, 3], from: .same(.none), to: note("first 'ł\n")))
            world.clock.advance(by: .seconds(5))
            try await world.commit(
                Change(.note(isPrivate: false), [3], from: .same(.none), to: note("second", by: "piotr"))
            )
            let third = try await notes(3, for: "anna", in: world)
            #expect(third.map(\.text) == ["second", "first 'ł\n"])
            #expect(third.map(\.author) == ["piotr", "anna"])
            #expect(third.map(\.createdAt) == [TestClock.start + 5000, TestClock.start])
            #expect(try await notes(1, for: "anna", in: world).map(\.id) == [1])
            #expect(third.map(\.id) == [3, 2])
            #expect(try await notes(2, for: "anna", in: world).isEmpty)
            #expect(try await world.contact(3)?.modifiedAt == world.clock.now)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a private note is for its author alone`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(1))
            try await world.commit(
                Change(.note(isPrivate: true), [1], from: .same(.none), to: note("mine", private: true))
            )
            #expect(try await notes(1, for: "anna", in: world).map(\.isPrivate) == [true])
            #expect(try await notes(1, for: "piotr", in: world).isEmpty)
            #expect(try await notes(1, for: "ANNA", in: world).isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the journal names notes by their numbers, without their text`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(2))
            let sequence = try await world.commit(
                Change(.note(isPrivate: false), [1, 2], from: .same(.none), to: note("secret"))
            )
            let changes = try await world.journal(after: (sequence?.sequence ?? 0) - 1)
            #expect(
                changes == [
                    Change(.note(isPrivate: false), [1, 2], from: .same(.none), to: .each([.integer(1), .integer(2)]))
                ]
            )
        }
    }

    @Test(arguments: StoreKind.available)
    func `a note has 1024 characters at most`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(1))
            let longest = String(repeating: "🎉", count: 1024)
            try await world.commit(Change(.note(isPrivate: false), [1], from: .same(.none), to: note(longest)))
            let tooLong = Change(.note(isPrivate: false), [1], from: .same(.none), to: note(longest + "x"))
            await #expect(throws: ChangeSetError.noteTooLong(limit: 1024, actual: 1025)) {
                try await world.commit(tooLong)
            }
            #expect(try await notes(1, for: "anna", in: world).map(\.text) == [longest])
        }
    }
}
