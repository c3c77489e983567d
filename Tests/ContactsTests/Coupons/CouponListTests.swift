import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct CouponListTests {
    private static let name = CouponName(stored: "SPRING26")

    @Test(arguments: StoreKind.available)
    func `codes are added once, unfit ones not at all`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let store = CouponListStore(world.database, time: world.clock.time)
            let first = try await store.add(
                ["AAAAA", " bbbbb ", "AAAAA", "abcd", "two words", "żółty-kod"],
                to: Self.name
            )
            #expect(first.added == 3 && first.duplicates == ["AAAAA"] && first.unfit == ["abcd", "two words"])
            let second = try await store.add(["bbbbb", "ccccc", String(repeating: "x", count: 65)], to: Self.name)
            #expect(second.added == 1 && second.duplicates == ["bbbbb"] && second.unfit.count == 1)
            #expect(try await store.count(of: Self.name) == 4)
            #expect(try await store.count(of: CouponName(stored: "OTHER")) == 0)
            let many = (0..<25_000).map { "CODE-\($0)" }
            #expect(try await store.add(many + ["CODE-7"], to: Self.name).added == 25_000)
            #expect(try await store.add(many, to: Self.name).duplicates.count == 25_000)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a list says how many of its codes were given out`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(3))
            let store = CouponListStore(world.database, time: world.clock.time)
            _ = try await store.add(["AAAAA", "BBBBB", "CCCCC", "DDDDD"], to: Self.name)
            _ = try await store.add(["EEEEE"], to: CouponName(stored: "ANOTHER"))
            let listed = CouponDraft(.list, expiresAt: .max)
            try await world.commit(
                Change(.coupon(Self.name), [1, 3], from: .same(.none), to: .same(.newCoupon(listed)))
            )
            let drawn = CouponDraft(length: 8, expiresAt: .max)
            try await world.commit(Change(.coupon(Self.name), [2], from: .same(.none), to: .same(.newCoupon(drawn))))
            // A second code in the place of the first does not bring that back.
            try await world.commit(Change(.coupon(Self.name), [1], from: .same(.none), to: .same(.newCoupon(listed))))
            let lists = try await world.database.read { try CouponListReader($0).summaries() }
            #expect(lists.map(\.name.text) == ["ANOTHER", "SPRING26"])
            #expect(lists.map(\.total) == [1, 4] && lists.map(\.given) == [0, 3] && lists.map(\.left) == [1, 1])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a code that a contact has already is not added`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(1))
            let draft = CouponDraft(length: 8, expiresAt: .max)
            try await world.commit(
                Change(.coupon(Self.name), [1], from: .same(.none), to: .same(.newCoupon(draft)))
            )
            let code = try await world.database.read { try ContactReader($0).coupons(of: 1).map(\.code) }
            let store = CouponListStore(world.database, time: world.clock.time)
            #expect(try await store.add(code, to: Self.name).duplicates == code)
            #expect(try await store.add(code, to: CouponName(stored: "OTHER")).added == 1)
        }
    }
}
