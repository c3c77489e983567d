import Contacts

extension Leaf {
    /// Reads the JSON form of an elementary condition.
    init(_ node: JSONNode, _ type: CriterionType) throws {
        switch type {
        case .invalid: self = try Self.constant(.invalid, node)
        case .monitored: self = try Self.constant(.monitored, node)
        case .removed: self = try Self.constant(.removed, node)
        case .tag: self = try Self.tag(node)
        case .tagScore:
            try node.allowOnly([.type, .name] + JSONNode.rangeKeys)
            let text = try node.text(.name)
            self = .tagScore(try node.tagName(text, at: .name), try node.wholeNumbers())
        case .score:
            try node.allowOnly([.type] + JSONNode.rangeKeys)
            self = .score(try node.wholeNumbers())
        case .state: self = .state(try Self.states(node))
        case .emailStatus: self = .emailStatus(try Self.status(node))
        case .mobileStatus: self = .mobileStatus(try Self.status(node))
        case .email: self = .text(.email, try TextMatch(node))
        case .emailDomain: self = .text(.emailDomain, try TextMatch(node))
        case .name: self = .text(.name, try TextMatch(node))
        case .phone: self = .text(.phone, try TextMatch(node))
        case .created: self = .date(.created, try DateMatch(node))
        case .modified: self = .date(.modified, try DateMatch(node))
        case .detail: self = try Self.detail(node)
        case .owner: self = .owner(.any, try OwnerMatch(node))
        case .mainOwner: self = .owner(.main, try OwnerMatch(node))
        case .coOwner: self = .owner(.full, try OwnerMatch(node))
        case .readOnlyOwner: self = .owner(.readOnly, try OwnerMatch(node))
        case .funnel: self = .funnel(try node.text(.name), try FunnelMatch(node))
        case .coupon: self = try Self.coupon(node)
        case .rule: self = try Self.automation(.rule, node)
        case .workflow: self = try Self.automation(.workflow, node)
        case .all, .and, .or, .not, .segment:
            preconditionFailure("\(type.rawValue) is not an elementary condition; Criterion reads it")
        }
    }

    private static func constant(_ leaf: Leaf, _ node: JSONNode) throws -> Leaf {
        try node.allowOnly([.type])
        return leaf
    }

    private static func tag(_ node: JSONNode) throws -> Leaf {
        try node.allowOnly([.type, .names, .match])
        let names = try node.texts(.names).map { try node.tagName($0, at: .names) }
        guard node.has(.match) else { return .tag(names, .any) }
        return .tag(names, try node.choice(.match, ["any", "all"], TagMatch.init(rawValue:)))
    }

    private static func states(_ node: JSONNode) throws -> [ContactState] {
        try node.allowOnly([.type, .is])
        return try node.texts(.is).map { word in
            guard let state = ContactState(word: word) else {
                throw node.error(.unknownWord(word, allowed: ContactState.allCases.map(\.word)), at: .is)
            }
            return state
        }
    }

    private static func status(_ node: JSONNode) throws -> MarketingStatus {
        try node.allowOnly([.type, .is])
        return try node.choice(.is, MarketingStatus.allCases.map(\.word), MarketingStatus.init(word:))
    }

    private static func coupon(_ node: JSONNode) throws -> Leaf {
        let keys: [JSONKey] = [.exists, .is]
        try node.allowOnly([.type, .name] + keys)
        let text = try node.text(.name)
        let name: CouponName
        do {
            name = try CouponName(text)
        } catch {
            throw node.error(.couponName(error), at: .name)
        }
        if try node.only(of: keys) == .exists {
            try node.yes(.exists)
            return .coupon(name, .exists)
        }
        return .coupon(name, try node.choice(.is, CouponMatch.states.map(\.rawValue), CouponMatch.init(state:)))
    }

    private static func automation(_ kind: AutomationKind, _ node: JSONNode) throws -> Leaf {
        let keys: [JSONKey] = [.exists, .is]
        try node.allowOnly([.type, .name] + keys)
        let name = try node.text(.name)
        if try node.only(of: keys) == .exists {
            try node.yes(.exists)
            return .automation(kind, name, .exists)
        }
        let words = AutomationMatch.states.map(\.rawValue)
        return .automation(kind, name, try node.choice(.is, words, AutomationMatch.init(state:)))
    }

    private static func detail(_ node: JSONNode) throws -> Leaf {
        try node.allowOnly([.type, .name, .exists, .is, .contains] + JSONNode.rangeKeys)
        let text = try node.text(.name)
        do {
            return .detail(try DetailName(text), try DetailMatch(node))
        } catch let error as DetailNameError {
            throw node.error(.detailName(error), at: .name)
        }
    }
}

extension TextMatch {
    fileprivate init(_ node: JSONNode) throws {
        let keys: [JSONKey] = [.exists, .is, .contains, .starts]
        try node.allowOnly([.type] + keys)
        let key = try node.only(of: keys)
        if key == .exists {
            try node.yes(.exists)
            self = .exists
        } else if key == .is {
            self = .isOneOf(try node.texts(.is))
        } else if key == .contains {
            self = .contains(try node.text(.contains))
        } else {
            self = .starts(try node.text(.starts))
        }
    }
}

extension OwnerMatch {
    fileprivate init(_ node: JSONNode) throws {
        let keys: [JSONKey] = [.exists, .is]
        try node.allowOnly([.type] + keys)
        if try node.only(of: keys) == .exists {
            try node.yes(.exists)
            self = .exists
        } else {
            self = .isOneOf(try node.texts(.is))
        }
    }
}

extension FunnelMatch {
    fileprivate init(_ node: JSONNode) throws {
        let keys: [JSONKey] = [.exists, .is]
        try node.allowOnly([.type, .name] + keys)
        if try node.only(of: keys) == .exists {
            try node.yes(.exists)
            self = .exists
        } else {
            self = .isOneOf(try node.texts(.is))
        }
    }
}

extension DetailMatch {
    /// Reads the keys that say how a detail is compared.
    init(_ node: JSONNode) throws {
        let keys: [JSONKey] = [.exists, .is, .contains]
        guard keys.contains(where: node.has) else {
            self = .range(try node.numbers(orOneOf: keys))
            return
        }
        let key = try node.only(of: keys + JSONNode.rangeKeys)
        if key == .exists {
            try node.yes(.exists)
            self = .exists
        } else if key == .is {
            self = .isOneOf(try node.texts(.is))
        } else {
            self = .contains(try node.text(.contains))
        }
    }
}
