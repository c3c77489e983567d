import Contacts

/// A condition in the form in which its members are remembered: one look at one facet, with absolute times and
/// normalised texts, so that two conditions that mean the same are equal.
enum IndexedLeaf: Hashable, Sendable {
    /// Every contact there is, removed ones too.
    case existence
    case tag(TagName)
    /// A contact with at least one of many tags, or with all of them.
    case anyTag([TagName])
    case allTags([TagName])
    case tagScore(TagName, ValueRange<Int64>)
    /// A status, mark or state that has a certain value.
    case code(Facet, Int64)
    case removed
    case score(ValueRange<Int64>)
    case created(TimeSpan)
    case modified(TimeSpan)
    case text(TextField, TextMatch)
    case detail(DetailName, DetailMatch)
    /// An owner: a certain user or anybody, of a certain level or of any.
    case owner(UserID?, OwnerLevel?)
    /// In a funnel: on a certain stage or on any.
    case stage(FunnelID, StageID?)
    case coupon(CouponName, CouponTest)
    case passage(AutomationID, AutomationMatch)
}

/// How a coupon must stand, with the time of asking where it depends on it.
enum CouponTest: Hashable, Sendable {
    case exists
    case used
    case unused
    case expired(at: Int64)
    case valid(at: Int64)

    func passes(_ coupon: CouponTimes) -> Bool {
        switch self {
        case .exists: true
        case .used: coupon.usedAt != nil
        case .unused: coupon.usedAt == nil
        case .expired(let now): coupon.state(at: now) == .expired
        case .valid(let now): coupon.state(at: now) == .valid
        }
    }
}

extension IndexedLeaf {
    /// Whether somebody may ask for exactly this again; what depends on the present instant is never asked for twice.
    var isWorthRemembering: Bool {
        switch self {
        case .coupon(_, .expired), .coupon(_, .valid), .anyTag, .allTags: false
        case .text(_, .isOneOf(let keys)), .detail(_, .isOneOf(let keys)): keys.count <= Self.longestRememberedList
        default: true
        }
    }

    /// Lists that are pasted are rarely asked for again, and take much memory as keys.
    private static let longestRememberedList = 1_000

    /// The facet whose changes make members come and go; none where only being created or deleted does.
    var facet: Facet? {
        switch self {
        case .existence, .created, .modified, .anyTag, .allTags: nil
        case .tag(let name), .tagScore(let name, _): .tag(name)
        case .code(let facet, _): facet
        case .removed: .removed
        case .score: .score
        case .text(let field, _): .field(field.profileField)
        case .detail(let name, _): .detail(name)
        case .owner: .owners
        case .stage(let funnel, _): .stage(funnel)
        case .coupon(let name, _): .coupon(name)
        case .passage(let automation, _): .automation(automation)
        }
    }

    /// Whether a contact whose facet holds the value is a member.
    func matches(_ value: FacetValue) -> Bool {
        switch (self, value) {
        case (.tag, .tag): true
        case (.tagScore(_, let range), .tag(let score, _)): range.contains(score)
        case (.code(_, let code), .integer(let integer)): integer == code
        case (.removed, .integer): true
        case (.score(let range), .integer(let score)): range.contains(score)
        case (.text(let field, let match), .text(let text)): match.matches(key: field.key(of: text))
        case (.detail(_, let match), .text(let text)): match.matches(text)
        case (.owner(let user, let level), .owners(let list)):
            list.owners.contains { (user == nil || $0.user == user) && (level == nil || $0.level == level) }
        case (.stage(_, let wanted), .stage(let stage, _, _)): wanted == nil || wanted == stage
        case (.coupon(_, let test), .coupon(let coupon)): test.passes(coupon)
        case (.passage(_, let match), .passage(let passage)): match.holds(for: passage)
        default: false
        }
    }
}

extension AutomationMatch {
    fileprivate func holds(for passage: Passage) -> Bool {
        switch self {
        case .exists: true
        case .inside: passage.place.map { !$0.flags.contains(.failed) } ?? false
        case .finished: passage.place == nil
        case .failed: passage.place?.flags.contains(.failed) ?? false
        }
    }
}

extension TextMatch {
    /// Compares a text in the form of its key with a phrase in the same form.
    func matches(key: String) -> Bool {
        switch self {
        case .exists: true
        case .isOneOf(let keys): keys.contains(key)
        case .contains(let phrase): key.utf8.contains(phrase.utf8)
        case .starts(let phrase): key.utf8.starts(with: phrase.utf8)
        }
    }
}

extension DetailMatch {
    func matches(_ text: String) -> Bool {
        switch self {
        case .exists: true
        case .isOneOf(let keys): keys.contains(text.folded)
        case .contains(let phrase): text.folded.utf8.contains(phrase.utf8)
        case .range(let range): DetailColumns.number(in: text).map(range.contains) ?? false
        }
    }
}

extension DetailMatch {
    /// Whether a detail with this text meets the condition.
    package func admits(_ text: String) -> Bool { keyed.matches(text) }
}
