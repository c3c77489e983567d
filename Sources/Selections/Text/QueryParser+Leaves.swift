import Contacts

extension QueryParser {
    /// One criterion without `and`, `or`, `not` or parentheses around it.
    mutating func elementary() throws(QuerySyntaxError) -> Criterion {
        if let name = try qualifiedName(.tagScore) { return try tagScore(of: name) }
        if let name = try qualifiedName(.detail) { return try detail(name) }
        if let name = try qualifiedName(.funnel) { return try funnel(name.text) }
        if let name = try qualifiedName(.coupon) { return try coupon(name) }
        if let (kind, name) = try automationName() { return try automation(kind, name) }
        guard let keyword = current.keyword else { throw unexpected(Self.criterionStarts) }
        switch keyword {
        case .all: return constant(.all)
        case .invalid: return constant(.leaf(.invalid))
        case .monitored: return constant(.leaf(.monitored))
        case .removed: return constant(.leaf(.removed))
        case .has: return try existence()
        case .segment: return try segment()
        case .tag: return try tag()
        case .state: return try state()
        case .emailStatus: return try status(Leaf.emailStatus)
        case .mobileStatus: return try status(Leaf.mobileStatus)
        case .score:
            advance()
            return try wholeNumbers(Leaf.score)
        case .email: return try text(.email)
        case .emailDomain: return try text(.emailDomain)
        case .name: return try text(.name)
        case .phone: return try text(.phone)
        case .created: return try date(.created)
        case .modified: return try date(.modified)
        case .owner: return try owner(.any)
        case .mainOwner: return try owner(.main)
        case .coOwner: return try owner(.full)
        case .readOnlyOwner: return try owner(.readOnly)
        case .tagScore, .detail, .funnel, .coupon, .rule, .workflow, .and, .or, .not, .in, .between, .starts, .within,
            .before, .since, .after, .on:
            throw unexpected(Self.criterionStarts)
        }
    }

    private mutating func constant(_ criterion: Criterion) -> Criterion {
        advance()
        return criterion
    }

    private mutating func existence() throws(QuerySyntaxError) -> Criterion {
        advance()
        if let name = try qualifiedName(.detail) { return .leaf(.detail(try detailName(name), .exists)) }
        if let name = try qualifiedName(.funnel) { return .leaf(.funnel(name.text, .exists)) }
        if let name = try qualifiedName(.coupon) { return .leaf(.coupon(try couponName(name), .exists)) }
        if let (kind, name) = try automationName() { return .leaf(.automation(kind, name, .exists)) }
        for field in TextField.allCases where current.keyword?.rawValue == field.rawValue {
            advance()
            return .leaf(.text(field, .exists))
        }
        for field in OwnerField.allCases where current.keyword?.rawValue == field.rawValue {
            advance()
            return .leaf(.owner(field, .exists))
        }
        let fields = TextField.allCases.map(\.rawValue) + ["detail.…"] + OwnerField.allCases.map(\.rawValue)
        throw unexpected((fields + ["funnel.…", "coupon.…", "rule.…", "workflow.…"]).map { .literal($0) })
    }

    private mutating func segment() throws(QuerySyntaxError) -> Criterion {
        advance()
        let isNegated = try equality(or: [])
        let name = Criterion.segment(try value().text)
        return isNegated ? .not(name) : name
    }

    private mutating func tag() throws(QuerySyntaxError) -> Criterion {
        advance()
        if take(.in) {
            return .leaf(.tag(try list { (parser) throws(QuerySyntaxError) in try parser.tagName() }, .any))
        }
        if take(.all) {
            return .leaf(.tag(try list { (parser) throws(QuerySyntaxError) in try parser.tagName() }, .all))
        }
        let isNegated = try equality(or: [.keyword(.in), .keyword(.all)])
        return leaf(.tag([try tagName()], .any), isNegated: isNegated)
    }

    private mutating func state() throws(QuerySyntaxError) -> Criterion {
        advance()
        if take(.in) { return .leaf(.state(try list { (parser) throws(QuerySyntaxError) in try parser.stateName() })) }
        let isNegated = try equality(or: [.keyword(.in)])
        return leaf(.state([try stateName()]), isNegated: isNegated)
    }

    private mutating func status(_ make: (MarketingStatus) -> Leaf) throws(QuerySyntaxError) -> Criterion {
        advance()
        let isNegated = try equality(or: [])
        let words = MarketingStatus.allCases.map(\.word)
        let status = try choice(words, MarketingStatus.init(word:))
        return leaf(make(status), isNegated: isNegated)
    }

    private mutating func stateName() throws(QuerySyntaxError) -> ContactState {
        try choice(ContactState.allCases.map(\.word), ContactState.init(word:))
    }

    private mutating func text(_ field: TextField) throws(QuerySyntaxError) -> Criterion {
        advance()
        if take(.in) { return .leaf(.text(field, .isOneOf(try values()))) }
        if take(.contains) { return .leaf(.text(field, .contains(try value().text))) }
        if take(.starts) { return .leaf(.text(field, .starts(try value().text))) }
        let isNegated = try equality(or: [.keyword(.in), .symbol(.contains), .keyword(.starts)])
        return leaf(.text(field, .isOneOf([try value().text])), isNegated: isNegated)
    }

    private mutating func owner(_ field: OwnerField) throws(QuerySyntaxError) -> Criterion {
        advance()
        if take(.in) { return .leaf(.owner(field, .isOneOf(try values()))) }
        let isNegated = try equality(or: [.keyword(.in)])
        return leaf(.owner(field, .isOneOf([try value().text])), isNegated: isNegated)
    }

    private mutating func tagScore(of name: QualifiedName) throws(QuerySyntaxError) -> Criterion {
        let tag = try tagName(name)
        return try wholeNumbers { range in .tagScore(tag, range) }
    }

    private mutating func detail(_ name: QualifiedName) throws(QuerySyntaxError) -> Criterion {
        let name = try detailName(name)
        if take(.in) { return .leaf(.detail(name, .isOneOf(try values()))) }
        if take(.contains) { return .leaf(.detail(name, .contains(try value().text))) }
        if let range = try range({ (parser) throws(QuerySyntaxError) in try parser.number() }) {
            return .leaf(.detail(name, .range(range)))
        }
        let isNegated = try equality(or: [.keyword(.in), .symbol(.contains)] + Self.rangeStarts)
        return leaf(.detail(name, .isOneOf([try value().text])), isNegated: isNegated)
    }

    private mutating func funnel(_ name: String) throws(QuerySyntaxError) -> Criterion {
        if take(.in) { return .leaf(.funnel(name, .isOneOf(try values()))) }
        let isNegated = try equality(or: [.keyword(.in)])
        return leaf(.funnel(name, .isOneOf([try value().text])), isNegated: isNegated)
    }

    private mutating func coupon(_ name: QualifiedName) throws(QuerySyntaxError) -> Criterion {
        let name = try couponName(name)
        let isNegated = try equality(or: [])
        let match = try choice(CouponMatch.states.map(\.rawValue), CouponMatch.init(state:))
        return leaf(.coupon(name, match), isNegated: isNegated)
    }

    /// The name of a rule or workflow, if one stands here.
    private mutating func automationName() throws(QuerySyntaxError) -> (AutomationKind, String)? {
        if let name = try qualifiedName(.rule) { return (.rule, name.text) }
        return try qualifiedName(.workflow).map { (.workflow, $0.text) }
    }

    private mutating func automation(_ kind: AutomationKind, _ name: String) throws(QuerySyntaxError) -> Criterion {
        let isNegated = try equality(or: [])
        let match = try choice(AutomationMatch.states.map(\.rawValue), AutomationMatch.init(state:))
        return leaf(.automation(kind, name, match), isNegated: isNegated)
    }

    func leaf(_ leaf: Leaf, isNegated: Bool) -> Criterion {
        isNegated ? .not(.leaf(leaf)) : .leaf(leaf)
    }

    private static let criterionStarts: [QuerySyntaxError.Expectation] =
        [.keyword(.not), .symbol(.open)]
        + ([.all, .invalid, .monitored, .removed, .segment, .tag] as [Keyword]).map { .keyword($0) }
        + [.literal("tag-score.…")]
        + ([.state, .emailStatus, .mobileStatus, .score, .email, .emailDomain, .name, .phone] as [Keyword])
        .map { .keyword($0) }
        + [.literal("detail.…")]
        + ([.has, .created, .modified, .owner, .mainOwner, .coOwner, .readOnlyOwner] as [Keyword])
        .map { .keyword($0) }
        + [.literal("funnel.…"), .literal("coupon.…"), .literal("rule.…"), .literal("workflow.…")]
}
