import Contacts
import TestSupport
import Testing

/// The rules of ownership.
struct OwnerListTests {
    private let anna = TestUsers.anna
    private let piotr = TestUsers.piotr
    private let zofia = TestUsers.zofia
    private let jan = TestUsers.jan

    /// Anna main since 1, Piotr full since 2, Zofia read-only since 3, as far as named.
    private func list(_ owners: (UserID, OwnerLevel)...) -> OwnerList {
        OwnerList(owners.enumerated().map { Ownership($1.0, $1.1, since: Int64($0) + 1) })
    }

    private static func without(_ user: UserID, _ owners: OwnerList) throws -> OwnerList {
        var rest = owners
        _ = try rest.remove(user)
        return rest
    }

    private func levels(_ list: OwnerList) -> [UserID: OwnerLevel] {
        Dictionary(uniqueKeysWithValues: list.owners.map { ($0.user, $0.level) })
    }

    @Test(arguments: OwnerLevel.allCases)
    func `the first owner is the main owner, whatever was asked for`(level: OwnerLevel) throws {
        var owners = OwnerList()
        try owners.assign(anna, level, at: 5)
        #expect(owners == OwnerList(main: anna, since: 5))
    }

    @Test func `a new main owner makes the former one an owner`() throws {
        var owners = list((anna, .main), (piotr, .owner))
        try owners.assign(zofia, .main, at: 9)
        #expect(levels(owners) == [anna: .owner, piotr: .owner, zofia: .main])
        try owners.assign(piotr, .main, at: 10)
        #expect(levels(owners) == [anna: .owner, piotr: .main, zofia: .owner])
        #expect(owners.owners.map(\.since) == [1, 2, 9], "a change of the level keeps since when")
    }

    @Test func `whoever demotes the main owner promotes the earliest full owner`() throws {
        var owners = list((zofia, .readOnly), (piotr, .owner), (jan, .owner), (anna, .main))
        try owners.assign(anna, .readOnly, at: 9)
        #expect(levels(owners) == [zofia: .readOnly, piotr: .main, jan: .owner, anna: .readOnly])
    }

    @Test(arguments: [OwnerLevel.owner, .readOnly])
    func `the main owner stays where only read-only owners could follow`(level: OwnerLevel) {
        let before = list((anna, .main), (piotr, .readOnly))
        #expect(throws: OwnerRuleError.onlyReadOnlyRemain) {
            var owners = before
            try owners.assign(anna, level, at: 9)
        }
        #expect(throws: OwnerRuleError.onlyReadOnlyRemain) { try Self.without(anna, before) }
    }

    @Test func `an owner is removed only where another remains`() throws {
        let owners = list((anna, .main), (piotr, .owner), (zofia, .readOnly))
        #expect(try Self.without(jan, owners) == owners)
        let two = try Self.without(anna, owners)
        #expect(levels(two) == [piotr: .main, zofia: .readOnly])
        let one = try Self.without(zofia, two)
        #expect(levels(one) == [piotr: .main])
        #expect(throws: OwnerRuleError.lastOwner) { try Self.without(piotr, one) }
    }

    @Test func `who takes over gets the higher of both levels`() {
        var owners = list((anna, .main), (piotr, .owner), (zofia, .readOnly))
        let took = [
            owners.handOver(from: anna, to: zofia, at: 9), owners.handOver(from: anna, to: piotr, at: 10),
            owners.handOver(from: zofia, to: zofia, at: 11),
        ]
        #expect(took == [true, false, false])
        #expect(levels(owners) == [zofia: .main, piotr: .owner])
        _ = owners.handOver(from: piotr, to: jan, at: 12)
        #expect(levels(owners) == [zofia: .main, jan: .owner])
        _ = owners.handOver(from: jan, to: zofia, at: 13)
        #expect(levels(owners) == [zofia: .main])
    }

    @Test func `whatever is done, a contact with owners keeps exactly one main owner`() {
        var random = SeededGenerator(for: "a contact with owners keeps exactly one main owner")
        for round in 0..<500 {
            var owners = OwnerList(main: random.pick(TestUsers.ids), since: 0)
            for step in 1...8 {
                let before = owners
                let user = random.pick(TestUsers.ids)
                do {
                    switch random.int(0...2) {
                    case 0: try owners.assign(user, random.pick(OwnerLevel.allCases), at: Int64(step))
                    case 1: _ = try owners.remove(user)
                    default: _ = owners.handOver(from: user, to: random.pick(TestUsers.ids), at: Int64(step))
                    }
                } catch {
                    #expect(owners == before, "seed \(random.seed), round \(round): a refusal changes nothing")
                }
                let levels = owners.owners.map(\.level)
                #expect(levels.count { $0 == .main } == 1, "seed \(random.seed), round \(round): \(before) → \(owners)")
                #expect(Set(owners.owners.map(\.user)).count == levels.count, "seed \(random.seed), round \(round)")
                #expect(OwnerList(owners.owners) == owners, "seed \(random.seed), round \(round): the earliest first")
            }
        }
    }

    @Test func `each level gives its rights`() {
        let owners = list((anna, .main), (piotr, .owner), (zofia, .readOnly))
        let rights = [anna, piotr, zofia, jan].map { user in
            ContactRight.allCases.filter { TestUsers.restricted(user).may($0, owners) }
        }
        #expect(rights == [[.see, .edit, .delete, .changeOwners], [.see, .edit], [.see], []])
        #expect(ContactRight.allCases.allSatisfy { TestUsers.manager(jan).may($0, owners) })
    }
}
