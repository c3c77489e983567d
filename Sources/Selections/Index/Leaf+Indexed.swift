import Contacts

extension Leaf {
    /// The condition as a combination of those that are remembered.
    ///
    /// - Parameters:
    ///   - bounds: Turns days into instants.
    ///   - user: Finds a user by the e-mail address.
    ///   - funnel: Finds a funnel by its name.
    ///   - automation: Finds a rule or workflow by its name.
    /// - Returns: One set, or several of which a member must be in one or in all.
    /// - Throws: What `user`, `funnel` and `automation` throw, `SelectionError` when the funnel has no such stage.
    func indexed(
        _ bounds: DateBounds,
        user: (String) throws -> UserID,
        funnel: (String) throws -> Funnel,
        automation: (AutomationKind, String) throws -> AutomationID
    ) throws -> IndexedCombination {
        switch self {
        case .text, .detail, .tagScore: passedLeaf.map(IndexedCombination.one) ?? .any([])
        case .tag(let names, .any): Self.tags(names, few: IndexedCombination.any, many: IndexedLeaf.anyTag)
        case .tag(let names, .all): Self.tags(names, few: IndexedCombination.all, many: IndexedLeaf.allTags)
        case .state(let states): .any(states.map { .code(.state, $0.rawValue) })
        case .emailStatus(let status): .one(.code(.emailStatus, status.rawValue))
        case .mobileStatus(let status): .one(.code(.mobileStatus, status.rawValue))
        case .invalid: .one(.code(.invalid, 1))
        case .monitored: .one(.code(.monitored, 1))
        case .removed: .one(.removed)
        case .score(let range): .one(.score(range))
        case .date(.created, let match): .one(.created(bounds.span(of: match)))
        case .date(.modified, let match): .one(.modified(bounds.span(of: match)))
        case .owner(let field, .exists): .one(.owner(nil, field.level))
        case .owner(let field, .isOneOf(let names)):
            .any(try names.withoutRepetitions.map { .owner(try user($0), field.level) })
        case .funnel(let name, .exists): .one(.stage(try funnel(name).id, nil))
        case .funnel(let name, .isOneOf(let stages)): try Self.stages(stages, of: try funnel(name))
        case .coupon(let name, let match): .one(.coupon(name, match.test(at: bounds.now)))
        case .automation(let kind, let name, let match): .one(.passage(try automation(kind, name), match))
        }
    }

    /// The remembered condition, where it says the same and needs no other look-up.
    var passedLeaf: IndexedLeaf? {
        switch self {
        case .text(let field, let match): .text(field, match.keyed(for: field))
        case .detail(let name, let match): .detail(name, match.keyed)
        case .tagScore(let name, let range): .tagScore(name, range)
        case .tag, .state, .emailStatus, .mobileStatus, .invalid, .monitored, .removed, .score, .date, .owner, .funnel,
            .coupon, .automation:
            nil
        }
    }

    /// Up to how many tags each is a set of its own, which is remembered; more are looked up at once.
    private static let fewTags = 16

    private static func tags(
        _ names: [TagName],
        few: ([IndexedLeaf]) -> IndexedCombination,
        many: ([TagName]) -> IndexedLeaf
    ) -> IndexedCombination {
        let names = names.withoutRepetitions
        return names.count > fewTags ? .one(many(names)) : few(names.map(IndexedLeaf.tag))
    }

    private static func stages(_ names: [String], of funnel: Funnel) throws -> IndexedCombination {
        do throws(FunnelError) {
            var leaves: [IndexedLeaf] = []
            for name in names.withoutRepetitions { leaves.append(.stage(funnel.id, try funnel.requiredStage(name).id)) }
            return .any(leaves)
        } catch {
            throw SelectionError.unknownFunnel(error)
        }
    }
}

extension Array where Element: Hashable {
    /// The elements in their order, each once.
    fileprivate var withoutRepetitions: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

extension CouponMatch {
    fileprivate func test(at now: Int64) -> CouponTest {
        switch self {
        case .exists: .exists
        case .used: .used
        case .unused: .unused
        case .expired: .expired(at: now)
        case .valid: .valid(at: now)
        }
    }
}

/// Remembered conditions and how they belong together.
enum IndexedCombination {
    case one(IndexedLeaf)
    case any([IndexedLeaf])
    case all([IndexedLeaf])
}
