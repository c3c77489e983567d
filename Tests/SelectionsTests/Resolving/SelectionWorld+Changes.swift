import Bitmaps
import Contacts
import Selections
import Storage
import TestSupport

extension SelectionWorld {
    /// Changes something, in one of the ways in which contacts and segments change.
    mutating func changeSomething() async throws {
        clock.advance(by: .seconds(random.int(1...200_000)))
        model.now = clock.now
        switch random.int(0...10) {
        case 0: try await commit(ChangeSet(created: created(random.int(1...8))))
        case 1: try await createOnCard()
        case 2, 3: try await commit(ChangeSet(changes: bulkChanges(1)))
        case 4: try await commit(ChangeSet(changes: bulkChanges(3), created: created(random.int(0...2))))
        case 5, 6: try await editCard()
        case 7: try await delete(random.int(1...4))
        case 8: try await changeSegment()
        case 9: try await useCoupon()
        default: try await changeTimeZone()
        }
    }

    mutating func created(_ count: Int) -> [NewContact] { (0..<count).map { _ in newContact() } }

    mutating func changeTimeZone() async throws {
        let timeZone = random.pick(ContactWords.timeZones)
        try await database.write { try Workspace.set(timeZone, in: $0) }
        model.timeZone = timeZone
    }

    private mutating func createOnCard() async throws {
        let contact = newContact()
        let id = try await CardEditing(database, time: clock.time).create(contact, actor: .named("test"))
        let number = try await database.read { try ContactReader($0).number(of: id) }
        if let number { model.add(ModelContact(contact, number: number)) }
    }

    private mutating func delete(_ count: Int) async throws {
        let gone = Bitmap(model.numbers.shuffled(using: &random).prefix(count))
        try await commit(ChangeSet(changes: [Change(.existence, gone, from: .same(.yes), to: .same(.none))]))
    }

    /// Uses the coupon of some contact, whether it has expired or not.
    private mutating func useCoupon() async throws {
        let name = random.pick(ContactWords.coupons)
        for number in model.numbers.shuffled(using: &random) {
            guard case .coupon(let coupon)? = model.contacts[number]?.value(of: .coupon(name)), coupon.usedAt == nil
            else { continue }
            let used = CouponTimes(createdAt: coupon.createdAt, expiresAt: coupon.expiresAt, usedAt: clock.now)
            let values = (old: Change.Values.same(.coupon(coupon)), new: Change.Values.same(.coupon(used)))
            return try await commit(
                ChangeSet(changes: [Change(.coupon(name), [number], from: values.old, to: values.new)])
            )
        }
    }

    /// Changes of several facets that follow each other in one commit, each holding only what really changes.
    private mutating func bulkChanges(_ count: Int) -> [Change] {
        var after = model
        var changes: [Change] = []
        for _ in 0..<count {
            guard let change = bulkChange(after) else { continue }
            after.apply(change)
            changes.append(change)
        }
        return changes
    }

    private mutating func bulkChange(_ before: ContactModel) -> Change? {
        let facet = randomFacet()
        let share = random.pick([0.01, 0.2, 0.9])
        // The new coupons of one change are alike but for their codes.
        let isCommon = random.chance(0.5) || facet.isCoupon
        let common = isCommon ? value(for: facet) : nil
        var numbers: [UInt32] = []
        var old: [FacetValue] = []
        var new: [FacetValue] = []
        for number in before.numbers where random.chance(share) {
            let present = before.contacts[number]?.value(of: facet) ?? .none
            let wanted = common ?? value(for: facet)
            guard present != wanted else { continue }
            numbers.append(number)
            old.append(present)
            new.append(wanted)
        }
        guard !numbers.isEmpty else { return nil }
        return Change(facet, Bitmap(numbers), from: Change.Values(old), to: Change.Values(new))
    }

    private mutating func randomFacet() -> Facet {
        switch random.int(0...17) {
        case 0: .emailStatus
        case 1: .invalid
        case 2: .mobileStatus
        case 3: .monitored
        case 4: .state
        case 5: .score
        case 6: .removed
        case 7: .field(.name)
        case 8: .field(.phone)
        case 10, 11: .owners
        case 12, 13: .stage(random.pick(TestFunnels.all).id)
        case 14: .coupon(random.pick(ContactWords.coupons))
        case 15, 16: .automation(random.pick(TestAutomations.ids))
        case 9: .tag(random.pick(ContactWords.tags))
        default: .detail(random.pick(ContactWords.details))
        }
    }

    private mutating func value(for facet: Facet) -> FacetValue {
        switch facet {
        case .owners: .owners(owners())
        case .stage(let funnel): TestFunnels.place(in: funnel, at: clock.now, using: &random)
        case .automation: TestAutomations.passage(using: &random)
        case .coupon: .newCoupon(CouponDraft(length: 8, expiresAt: clock.now + Int64(random.int(1...400_000_000))))
        case .state: .integer(random.pick(ContactState.allCases).rawValue)
        case .score: .integer(Int64(random.int(-5...20)))
        case .removed: random.chance(0.3) ? .integer(clock.now) : .none
        case .field(.name): random.chance(0.2) ? .none : .text(random.pick(ContactWords.names))
        case .field: random.chance(0.2) ? .none : .text(random.pick(ContactWords.phones))
        case .tag: random.chance(0.4) ? .none : .tag(score: Int64(random.int(-5...20)), addedAt: clock.now)
        case .detail: random.chance(0.3) ? .none : .text(random.pick(ContactWords.detailValues))
        default: .integer(Int64(random.int(0...1)))
        }
    }
}

extension Facet {
    fileprivate var isCoupon: Bool {
        if case .coupon = self { true } else { false }
    }
}
