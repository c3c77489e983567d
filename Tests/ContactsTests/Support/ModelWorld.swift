import Bitmaps
import Contacts
import Storage
import TestSupport

/// Contacts as a dictionary: the simplest thing that the database must agree with.
struct ModelWorld {
    static let tags = RandomContacts.tagNames("VIP", "A'B", "ŻÓŁTY", "100%")
    static let details = RandomContacts.detailNames("city", "City", "100%_\\")
    static let coupons = ["SPRING26", "VIP-1"].map { CouponName(stored: $0) }
    static let facets: [Facet] =
        [.emailStatus, .invalid, .mobileStatus, .monitored, .state, .score, .removed, .owners]
        + TestFunnels.all.map { .stage($0.id) }
        + ProfileField.allCases.map { .field($0) } + tags.map { .tag($0) } + details.map { .detail($0) }
        + coupons.map { .coupon($0) } + TestAutomations.ids.map { .automation($0) } + TestDocuments.facets

    /// What each living contact holds; facets that are not there hold nothing.
    private(set) var contacts: [UInt32: [Facet: FacetValue]] = [:]

    /// What a contact holds that was created with an address alone.
    static func bare(_ email: String) -> [Facet: FacetValue] {
        [
            .emailStatus: .no, .invalid: .no, .mobileStatus: .no, .monitored: .no, .state: .integer(0),
            .score: .integer(0), .field(.email): .text(email), .owners: .owners(OwnerList()),
        ]
    }

    var numbers: [UInt32] { contacts.keys.sorted() }

    mutating func create(_ number: UInt32, email: String) {
        contacts[number] = Self.bare(email)
    }

    func value(_ facet: Facet, of number: UInt32) -> FacetValue {
        contacts[number]?[facet] ?? .none
    }

    mutating func apply(_ change: Change) {
        for (rank, number) in change.contacts.numbers.enumerated() {
            if change.facet == .existence {
                contacts[number] = nil
            } else {
                contacts[number]?[change.facet] = Self.kept(change.new[rank])
            }
        }
    }

    /// What becomes of a value when it is written.
    private static func kept(_ value: FacetValue) -> FacetValue {
        guard case .newCoupon(let draft) = value else { return value }
        return .coupon(CouponTimes(createdAt: TestClock.start, expiresAt: draft.expiresAt))
    }

    /// A change of a random facet for some living contacts, for each of whom the value really changes.
    func randomChange(using random: inout SeededGenerator) -> Change? {
        let facet = random.pick(Self.facets)
        let isEach = facet == .field(.email) || random.chance(0.5) && !facet.isCoupon
        let common = Self.randomValue(of: facet, 0, using: &random)
        var changed: [UInt32] = []
        var old: [FacetValue] = []
        var new: [FacetValue] = []
        for number in numbers where random.chance(random.pick([0.1, 0.9])) {
            let value = isEach ? Self.randomValue(of: facet, number, using: &random) : common
            guard value != self.value(facet, of: number) else { continue }
            changed.append(number)
            old.append(self.value(facet, of: number))
            new.append(value)
        }
        guard !changed.isEmpty else { return nil }
        return Change(facet, Bitmap(changed), from: Change.Values(old), to: Change.Values(new))
    }

    private static func randomValue(
        of facet: Facet,
        _ number: UInt32,
        using random: inout SeededGenerator
    ) -> FacetValue {
        switch facet {
        case .emailStatus, .invalid, .mobileStatus: random.pick([.yes, .no])
        case .monitored: random.pick(MonitoringState.allCases).value
        case .state: .integer(Int64(random.int(0...4)))
        case .score: .integer(random.pick([0, 1, -1, Int64(Int32.max), Int64(Int32.min)]))
        case .removed: random.pick([.none, .integer(TestClock.start)])
        case .field(.email): .text("Model\(number).\(random.int(0...3))@example.com")
        case .field: random.pick([.none] + AwkwardText.all.filter { $0.count < 256 }.map { .text($0) })
        case .tag: random.pick([.none, .tag(score: Int64(random.int(-2...2)), addedAt: Int64(random.int(1...3)))])
        case .detail: random.pick([.none] + AwkwardText.all.filter { $0.count < 256 }.map { .text($0) })
        case .owners: .owners(randomOwners(using: &random))
        case .stage(let funnel): TestFunnels.place(in: funnel, at: Int64(random.int(1...3)), using: &random)
        case .coupon: .newCoupon(CouponDraft(length: random.int(6...64), expiresAt: Int64(random.int(1...3))))
        case .automation: TestAutomations.passage(using: &random)
        case .document(let id, _): random.pick([.none, TestDocuments.address(of: id)])
        case .existence, .note, .activity, .evidence: .none
        }
    }

    private static func randomOwners(using random: inout SeededGenerator) -> OwnerList {
        let users = TestUsers.ids.shuffled(using: &random).prefix(random.int(0...3))
        return OwnerList(users.map { Ownership($0, random.pick(OwnerLevel.allCases), since: Int64(random.int(1...3))) })
    }
}

extension Facet {
    fileprivate var isCoupon: Bool {
        if case .coupon = self { true } else { false }
    }
}
