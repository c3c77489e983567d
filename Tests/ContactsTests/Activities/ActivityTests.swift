import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct ActivityTests {
    private static func draft(_ subject: String, at: Int64 = TestClock.start) -> FacetValue {
        .activity(ActivityDraft(subject: subject, at: at, description: "what '\(subject)' was", value: -12.5))
    }

    private func activities(of number: UInt32, limit: Int = 100, in world: World) async throws -> [Activity] {
        try await world.database.read { try ContactReader($0).activities(of: number, limit: limit) }
    }

    @Test(arguments: StoreKind.available)
    func `each kind is written, and journaled by its subject`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(2))
            for (step, activity) in ActivityKind.allCases.enumerated() {
                world.clock.advance(by: .seconds(1))
                let (facet, at) = (Facet.activity(activity), TestClock.start + Int64(step))
                let change = Change(
                    facet,
                    [2],
                    from: .same(.none),
                    to: .same(Self.draft("\(activity) ż", at: at))
                )
                let sequence = try await world.commit(change)?.sequence ?? 0
                let kept = try await world.journal(after: sequence - 1)
                #expect(kept == [Change(facet, [2], from: .same(.none), to: .same(.text("\(activity) ż")))])
                let latest = try #require(try await activities(of: 2, in: world).first)
                #expect((latest.kind, latest.subject, latest.at) == (activity, "\(activity) ż", at))
                #expect((latest.description, latest.value) == ("what '\(activity) ż' was", -12.5))
            }
            #expect(try await activities(of: 2, in: world).map(\.kind) == ActivityKind.allCases.reversed())
            #expect(try await activities(of: 2, limit: 2, in: world).count == 2)
            #expect(try await activities(of: 1, in: world).isEmpty)
            #expect(try await world.contact(2)?.modifiedAt == TestClock.start)
        }
    }

    @Test(arguments: StoreKind.available)
    func `contacts of two buckets can do something each`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.startNumbers(at: 65_535)
            let numbers = try await world.create(World.bare(3))
            let subjects = ["a", "b", "a"]
            try await world.commit(
                Change(
                    .activity(.visit),
                    Bitmap(numbers),
                    from: .same(.none),
                    to: .each(subjects.map { Self.draft($0) })
                )
            )
            for (number, subject) in zip(numbers, subjects) {
                #expect(try await activities(of: number, in: world).map(\.subject) == [subject])
                #expect(try await world.timeline(number).first?.new == .text(subject))
            }
            #expect(
                Set(try await numbers.asyncFlatMap { try await activities(of: $0, in: world).map(\.id) }).count == 3
            )
        }
    }

    @Test(arguments: StoreKind.available)
    func `what is empty, too long or nothing is refused and leaves no trace`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(2))
            let long = String(repeating: "ż", count: ActivityDraft.maximumLength)
            let lengths = ChangeSetError.activityLength(limit: ActivityDraft.maximumLength)
            let refused: [(FacetValue, ChangeSetError)] = [
                (Self.draft(""), lengths), (Self.draft(long + "x"), lengths), (.none, .unfitActivityChange),
                (.activity(ActivityDraft(subject: "a", at: 1, description: long + "x")), lengths),
                (.text("PURCHASE"), .unfitActivityChange),
            ]
            for (value, error) in refused {
                let change = Change(
                    .activity(.visit),
                    [1, 2],
                    from: .same(.none),
                    to: .each([Self.draft("ok"), value])
                )
                await #expect(throws: error) { try await world.commit(change) }
            }
            #expect(try await world.count("contact_activity") == 0)
            #expect(try await world.count("journal") == 1)
            let longest = FacetValue.activity(ActivityDraft(subject: long, at: 1, description: long))
            try await world.commit(Change(.activity(.visit), [1], from: .same(.none), to: .same(longest)))
            #expect(try await activities(of: 1, in: world).first?.description == long)
        }
    }
}

extension Sequence {
    fileprivate func asyncFlatMap<Value>(_ body: (Element) async throws -> [Value]) async throws -> [Value] {
        var found: [Value] = []
        for element in self { found += try await body(element) }
        return found
    }
}
