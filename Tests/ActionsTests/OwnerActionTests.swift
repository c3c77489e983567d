import Actions
import Bitmaps
import Contacts
import TestSupport
import Testing

/// Action G, and who may act on whom.
struct OwnerActionTests {
    private static let (anna, piotr, zofia, jan) = (TestUsers.anna, TestUsers.piotr, TestUsers.zofia, TestUsers.jan)

    private static func owned(_ owners: (UserID, OwnerLevel)...) -> FacetValue {
        .owners(OwnerList(owners.enumerated().map { Ownership($1.0, $1.1, since: Int64($0) + 1) }))
    }

    private let base = MemoryFacets(
        .owners,
        [
            1: owned((anna, .main)), 2: owned((anna, .main), (piotr, .owner)),
            3: owned((anna, .main), (piotr, .readOnly)),
            4: owned((piotr, .main), (anna, .owner)), 5: owned((piotr, .main), (anna, .readOnly)),
            6: owned((zofia, .main)),
            7: .owners(OwnerList()),
        ]
    )

    private func levels(_ effect: Effect, _ number: UInt32) -> [OwnerLevel?]? {
        guard let change = effect.changes.first, change.contacts.contains(number),
            case .owners(let owners) = change.new[change.contacts.rank(of: number) - 1]
        else { return nil }
        return [Self.anna, Self.piotr, Self.zofia].map(owners.level)
    }

    @Test func `G assigns a main owner and demotes the former one`() throws {
        let effect = try AssignOwner("piotr@shop.example", level: .main).effect(on: base)
        #expect(effect.outcome == Outcome(changed: 5, unchanged: 2))
        #expect(levels(effect, 1) == [.owner, .main, nil])
        #expect(levels(effect, 3) == [.owner, .main, nil])
        #expect(levels(effect, 6) == [nil, .main, .owner])
        #expect(levels(effect, 7) == [nil, .main, nil])
    }

    @Test func `G lowers a level only where somebody can be the main owner`() throws {
        let effect = try AssignOwner("anna@shop.example", level: .readOnly).effect(on: base)
        #expect(effect.outcome == Outcome(changed: 4, unchanged: 1, skipped: [.onlyReadOnlyOwners: 2]))
        #expect(levels(effect, 2) == [.readOnly, .main, nil])
        #expect(levels(effect, 4) == [.readOnly, .main, nil])
        #expect(levels(effect, 6) == [.readOnly, nil, .main])
    }

    @Test func `G removes an owner only where another remains`() throws {
        let effect = try RemoveOwner("anna@shop.example").effect(on: base)
        let outcome = Outcome(changed: 3, unchanged: 2, skipped: [.onlyOwner: 1, .onlyReadOnlyOwners: 1])
        #expect(effect.outcome == outcome)
        #expect(levels(effect, 2) == [nil, .main, nil])
        #expect(levels(effect, 5) == [nil, .main, nil])
    }

    @Test func `a hand-over leaves nothing with who leaves`() throws {
        let effect = try HandOver(from: "anna@shop.example", to: "Zofia@shop.example").effect(on: base)
        #expect(effect.outcome == Outcome(changed: 5, unchanged: 2))
        #expect(levels(effect, 1) == [nil, nil, .main])
        #expect(levels(effect, 5) == [nil, .main, .readOnly])
    }

    @Test func `a user whom nobody knows is an error, not a guess`() {
        #expect(throws: ActionError.unknownUser("nobody@shop.example")) {
            try RemoveOwner("nobody@shop.example").effect(on: base)
        }
    }

    @Test(arguments: [
        (PlannedAction.setScore(SetScore(5)), Outcome(changed: 3, skipped: [.readOnly: 1, .outOfReach: 3])),
        (
            .deleteContacts(DeleteContacts()),
            Outcome(changed: 1, skipped: [.notMainOwner: 2, .readOnly: 1, .outOfReach: 3])
        ),
        (
            .assignOwner(AssignOwner("jan@shop.example", level: .owner)),
            Outcome(changed: 1, skipped: [.notMainOwner: 2, .readOnly: 1, .outOfReach: 3])
        ),
    ])
    func `who owns only some contacts acts only on them, as far as the level goes`(
        action: PlannedAction,
        expected: Outcome
    ) throws {
        let facets = MemoryFacets(
            base.contacts.merging([
                4: [.owners: Self.owned((Self.piotr, .main), (Self.anna, .owner))],
                1: [.owners: Self.owned((Self.anna, .main))],
                2: [.owners: Self.owned((Self.zofia, .main), (Self.anna, .owner))],
                3: [.owners: Self.owned((Self.zofia, .main))],
            ]) { $1 }
        )
        let restricted = ActionContext(
            now: context.now,
            actor: TestUsers.restricted(Self.anna),
            users: context.users
        )
        let (set, outcomes) = try ActionList([action]).effect(on: Array(1...7), reading: facets, in: restricted)
        #expect(outcomes == [expected])
        #expect(set.contacts.count == expected.changed)
    }

    @Test func `rights are those from before the first action, so that a run can give its contacts away`() throws {
        let facets = MemoryFacets(.owners, [1: Self.owned((Self.anna, .main), (Self.piotr, .owner))])
        let list = try ActionList([
            .state(ChangeState(.customer)), .removeOwner(RemoveOwner("anna@shop.example")),
        ])
        let restricted = ActionContext(now: 1, actor: TestUsers.restricted(Self.anna), users: context.users)
        let (_, outcomes) = try list.effect(on: [1], reading: facets, in: restricted)
        #expect(outcomes == [Outcome(changed: 1), Outcome(changed: 1)])
    }

    @Test func `owners that contradict each other are refused`() {
        let main = PlannedAction.assignOwner(AssignOwner("anna@shop.example", level: .main))
        let again = PlannedAction.assignOwner(AssignOwner("ANNA@shop.example", level: .owner))
        #expect(throws: ActionListError.ownerTwice("ANNA@shop.example")) { try ActionList([main, again]) }
        #expect(throws: ActionListError.ownerAssignedAndRemoved("anna@shop.example")) {
            try ActionList([main, .removeOwner(RemoveOwner("Anna@shop.example"))])
        }
        #expect(throws: ActionListError.twoMainOwners) {
            try ActionList([main, .assignOwner(AssignOwner("piotr@shop.example", level: .main))])
        }
        #expect(throws: ActionListError.handOverToOneself("a@shop.example")) {
            try ActionList([.handOver(HandOver(from: "a@shop.example", to: "A@shop.example"))])
        }
    }
}
