import Bitmaps
import Contacts
import Foundation
import Storage
import TestSupport
import Testing

struct CouponTests {
    private static let spring = CouponName(stored: "SPRING26")
    private static let day: Int64 = 86_400_000

    private static func new(
        _ contacts: Bitmap,
        _ name: CouponName = spring,
        over old: Change.Values = .same(.none),
        length: Int = 8,
        until expiresAt: Int64 = TestClock.start + 30 * day
    ) -> Change {
        Change(
            .coupon(name),
            contacts,
            from: old,
            to: .same(.newCoupon(CouponDraft(length: length, expiresAt: expiresAt)))
        )
    }

    private func coupons(_ number: UInt32, in world: World) async throws -> [Coupon] {
        try await world.database.read { try ContactReader($0).coupons(of: number) }
    }

    private func store(_ world: World) -> CouponStore { CouponStore(world.database, time: world.clock.time) }

    @Test(arguments: StoreKind.available)
    func `each contact gets a code of its own, which the journal does not keep`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(3))
            let sequence = try await world.commit(Self.new([1, 3], length: 12))?.sequence ?? 0
            let (first, third) = (try await coupons(1, in: world), try await coupons(3, in: world))
            let times = CouponTimes(createdAt: TestClock.start, expiresAt: TestClock.start + 30 * Self.day)
            #expect(first.map(\.times) == [times] && third.map(\.times) == [times])
            #expect(first.map(\.name) == [Self.spring] && first != third)
            #expect((first + third).allSatisfy { $0.code.count == 12 })
            #expect(try await coupons(2, in: world).isEmpty)
            let journal = try await world.journal(after: sequence - 1)
            #expect(journal == [Change(.coupon(Self.spring), [1, 3], from: .same(.none), to: .same(.coupon(times)))])
            #expect(
                try await world.values(.coupon(Self.spring), [1, 2, 3]) == [.coupon(times), .none, .coupon(times)]
            )
        }
    }

    @Test(arguments: StoreKind.available)
    func `the same name replaces, another one does not`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(1))
            try await world.commit(Self.new([1]))
            let old = try #require(try await coupons(1, in: world).first)
            _ = try await store(world).redeem(.code(old.code, of: Self.spring), actor: .operator)
            world.clock.advance(by: .seconds(60))
            let used = try await world.values(.coupon(Self.spring), [1])
            #expect(
                used == [
                    .coupon(
                        CouponTimes(
                            createdAt: old.times.createdAt,
                            expiresAt: old.times.expiresAt,
                            usedAt: TestClock.start
                        )
                    )
                ]
            )
            try await world.commit(Self.new([1], over: .each(used), until: world.clock.now + Self.day))
            try await world.commit(Self.new([1], CouponName(stored: "AUTUMN")))
            let present = try await coupons(1, in: world)
            #expect(present.map(\.name.text) == ["AUTUMN", "SPRING26"])
            #expect(present[1].code != old.code && present[1].times.state(at: world.clock.now) == .valid)
            await #expect(throws: RedemptionError.unknown) {
                try await store(world).redeem(.code(old.code, of: Self.spring), actor: .operator)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `seventy thousand contacts across a border of buckets get as many codes`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let count = 70_000
            var random = SeededGenerator(seed: 3)
            let contacts = (0..<count).map { index in
                NewContact(
                    id: ContactID(at: TestClock.start, using: &random),
                    email: RandomContacts.email("c\(index)@example.com"),
                    createdAt: TestClock.start
                )
            }
            let numbers = try await world.create(contacts)
            for bucket in Bitmap(numbers).buckets {
                try await world.commit(Self.new(Bitmap(numbers).intersection(bucket), length: 5))
            }
            let codes = try await world.database.read { connection in
                try connection.firstRow("SELECT COUNT(*), COUNT(DISTINCT code), MIN(length(code)) FROM coupon") {
                    [$0.integer(0), $0.integer(1), $0.integer(2)]
                }
            }
            #expect(codes == [Int64(count), Int64(count), 5])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a name that is nearly full is refused`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(1))
            for length in [0, 4, 65] {
                await #expect(throws: ChangeSetError.tooFewCouponCodes(length: length)) {
                    try await world.commit(Self.new([1], length: length))
                }
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a coupon is redeemed once, while it is valid`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(3))
            try await world.commit(Self.new([1, 2]), Self.new([3], until: world.clock.now + 1000))
            let code = try #require(try await coupons(2, in: world).first?.code)
            world.clock.advance(by: .seconds(1))
            let (holder, redeemed) = try await store(world).redeem(
                .code("  \(code.lowercased())\n", of: Self.spring),
                actor: .named("anna")
            )
            #expect(holder.number == 2 && redeemed.code == code && redeemed.times.usedAt == world.clock.now)
            let late = try #require(try await coupons(3, in: world).first?.code)
            await #expect(throws: RedemptionError.expired(at: TestClock.start + 1000)) {
                try await store(world).redeem(.code(late, of: Self.spring), actor: .operator)
            }
            await #expect(throws: RedemptionError.used(at: TestClock.start + 1000)) {
                try await store(world).redeem(.code(code, of: Self.spring), actor: .operator)
            }
            for (code, name) in [("NOSUCH22", Self.spring), (code, CouponName(stored: "AUTUMN")), ("", Self.spring)] {
                await #expect(throws: RedemptionError.unknown) {
                    try await store(world).redeem(.code(code, of: name), actor: .operator)
                }
            }
            let entry = try #require(try await world.timeline(2).first)
            #expect(entry.cause == Cause(.redemption, text: "SPRING26", actor: "anna"))
        }
    }

    @Test(arguments: StoreKind.available)
    func `of many who redeem at once one succeeds`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(1))
            try await world.commit(Self.new([1]))
            let code = try #require(try await coupons(1, in: world).first?.code)
            let store = store(world)
            let successes = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask { (try? await store.redeem(.code(code, of: Self.spring), actor: .operator)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(successes == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `coupons are summed up, read and redeemed within reach`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await TestUsers.add(to: world.database)
            var contacts = World.bare(5)
            for (index, level) in [OwnerLevel.main, .readOnly].enumerated() {
                contacts[index].owners = OwnerList(main: TestUsers.piotr, since: 1)
                try contacts[index].owners.assign(TestUsers.anna, level, at: 2)
            }
            try await world.create(contacts)
            try await world.commit(Self.new([1, 2, 3]), Self.new([4, 5], until: world.clock.now))
            try await world.commit(Self.new([3], CouponName(stored: "OTHER")))
            try await world.commit(Change(.removed, [5], from: .same(.none), to: .same(.integer(1))))
            let (anna, now) = (TestUsers.restricted(TestUsers.anna), world.clock.now)
            let codes = try await (1...4 as ClosedRange<UInt32>).asyncMap { try await coupons($0, in: world)[0] }
            _ = try await store(world).redeem(.code(codes[0].code, of: Self.spring), actor: anna)
            await #expect(throws: RedemptionError.readOnly) {
                try await store(world).redeem(.code(codes[1].code, of: Self.spring), actor: anna)
            }
            let third = try #require(try await coupons(3, in: world).first { $0.name == Self.spring })
            await #expect(throws: RedemptionError.unknown) {
                try await store(world).redeem(.code(third.code, of: Self.spring), actor: anna)
            }
            let (everything, hers) = try await world.database.read { connection in
                let reader = CouponReader(connection, now: now)
                return (try reader.summaries(reach: .everybody), try reader.summaries(reach: anna.reach))
            }
            #expect(everything.map(\.name.text) == ["OTHER", "SPRING26"])
            #expect(everything.map { [$0.total, $0.valid, $0.used, $0.expired] } == [[1, 1, 0, 0], [4, 2, 1, 1]])
            #expect(hers.map { [$0.total, $0.valid, $0.used, $0.expired] } == [[2, 1, 1, 0]])
            let (first, rest, others) = try await world.database.read { connection in
                let reader = CouponReader(connection, now: now)
                return (
                    try reader.coupons(of: Self.spring, after: nil, limit: 1, reach: anna.reach),
                    try reader.coupons(of: Self.spring, after: 1, limit: 5, reach: anna.reach),
                    try reader.coupons(of: CouponName(stored: "OTHER"), after: nil, limit: 5, reach: anna.reach)
                )
            }
            #expect(first.map(\.email) == ["bare0@example.com"] && rest.map(\.email) == ["bare1@example.com"])
            #expect(others.isEmpty)
            let line = CouponTable.line(first[0])
            #expect(line.hasPrefix("\"bare0@example.com\",\"\(codes[0].code)\",\"2026-11-21T09:00:00Z\",\"2026-12-21T"))
            #expect(line.hasSuffix(",\"2026-11-21T09:00:00Z\""))
        }
    }

    @Test(arguments: StoreKind.available)
    func `an erased contact leaves no coupon`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(2))
            try await world.commit(Self.new([1, 2]))
            try await world.commit(Change(.existence, [1], from: .same(.yes), to: .same(.none)))
            #expect(try await world.count("coupon") == 1)
            #expect(try await world.journal().filter { $0.facet == .coupon(Self.spring) }.map(\.contacts) == [[2]])
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ make: (Element) async throws -> Value) async throws -> [Value] {
        var result: [Value] = []
        for element in self { result.append(try await make(element)) }
        return result
    }
}
