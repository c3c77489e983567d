package import Contacts
package import Tracking

/// The actions of one run, in the order in which they are carried out.
package struct ActionList: Sendable, Hashable {
    package let actions: [PlannedAction]

    /// Puts the actions into the order of a run: A to J, M, N, O, then K and L, and P.
    ///
    /// - Throws: `ActionListError` when there is none, or two contradict each other.
    package init(_ actions: [PlannedAction]) throws(ActionListError) {
        guard !actions.isEmpty else { throw .empty }
        try Self.checkContradictions(actions)
        // Within one letter the order of the plan stays: `sorted` keeps equal elements in place.
        self.actions = actions.sorted { $0.rank < $1.rank }
    }

    /// Whether the run deletes its contacts, which asks for a typed confirmation.
    package var deletesContacts: Bool {
        actions.contains { if case .deleteContacts = $0 { true } else { false } }
    }

    /// Whether changes of owners start workflows.
    package var startsByOwners: Bool {
        actions.contains { if case .assignOwner(let action) = $0 { action.startsWorkflows } else { false } }
    }

    /// Makes sure that the actions can be carried out for so many contacts.
    ///
    /// - Throws: `ActionListError.codesTooShort`.
    package func check(contacts: Int) throws(ActionListError) {
        for case .generateCoupon(let action) in actions
        where !CouponCode.isEnough(length: Int(action.length), for: contacts) {
            throw .codesTooShort(action.name, length: action.length, contacts: contacts)
        }
    }

    /// What all the actions together would do with these contacts.
    ///
    /// - Parameters:
    ///   - numbers: The audience, ascending.
    ///   - reader: What the contacts hold.
    ///   - context: Who acts, and when.
    /// - Returns: The changes in order, and an outcome for each action.
    /// - Throws: What the reader of the facets throws.
    package func effect(
        on numbers: [UInt32],
        reading reader: any FacetReader,
        in context: ActionContext
    ) throws -> (changes: ChangeSet, outcomes: [Outcome]) {
        let existing = try reader.existing(numbers)
        let state = WorkingState(existing, reader: reader)
        let rights = try ActorRights(of: context.actor, on: state)
        let deleted = Outcome(skipped: [.deleted: numbers.count - existing.count])
        var set = ChangeSet()
        var outcomes: [Outcome] = []
        for planned in actions {
            let (allowed, skipped) = rights.holders(of: planned.right)
            let effect = try planned.action.effect(on: state.narrowed(to: allowed), in: context)
            try state.apply(effect.changes)
            set.changes += effect.changes
            outcomes.append(effect.outcome + skipped + deleted)
        }
        return (set, outcomes)
    }

    private static func checkContradictions(_ actions: [PlannedAction]) throws(ActionListError) {
        var added: Set<TagName> = []
        var removed: Set<TagName> = []
        var setDetails: Set<DetailName> = []
        var deletedDetails: Set<DetailName> = []
        var coupons: Set<CouponName> = []
        var pages: Set<WebAddress> = []
        var automations: Set<AutomationName> = []
        var owners = OwnerPlans()
        var funnels = FunnelPlans()
        var seen: [Character: PlannedAction] = [:]
        for planned in actions {
            switch planned {
            case .addTags(let action): added.formUnion(action.names)
            case .deleteTags(let action): removed.formUnion(action.names)
            case .setDetail(let action):
                guard setDetails.insert(action.name).inserted else { throw .detailTwice(action.name) }
            case .deleteDetail(let action): deletedDetails.insert(action.name)
            case .optOut, .invalid, .mobileStatus, .setScore, .state, .identifyGender, .deleteContacts:
                guard seen.updateValue(planned, forKey: planned.letter) == nil else {
                    throw .twice(letter: planned.letter, summary: planned.summary)
                }
            case .assignOwner(let action): try owners.assign(action)
            case .removeOwner(let action): try owners.remove(action)
            case .handOver(let action): try owners.handOver(action)
            case .addToStage(let action): try funnels.add(action)
            case .removeFromFunnel(let action): try funnels.remove(action)
            case .generateCoupon(let action):
                guard coupons.insert(action.name).inserted else { throw .couponTwice(action.name) }
            case .generateURLs(let action):
                guard pages.insert(action.address).inserted else { throw .linksTwice(action.address) }
            case .addTagsFromDetails, .runRule, .runWorkflow, .addNote: break
            }
            if let name = planned.automationName, !automations.insert(name.key).inserted {
                throw .automationTwice(name.kind, name.text)
            }
        }
        if let tag = added.intersection(removed).min() { throw .tagAddedAndDeleted(tag) }
        if let detail = setDetails.intersection(deletedDetails).min() { throw .detailSetAndDeleted(detail) }
        try owners.check()
        if seen["P"] != nil, actions.count > 1 { throw .deleteWithOthers }
    }
}

/// The owners that a plan assigns and removes.
private struct OwnerPlans {
    private var assigned: [String: AssignOwner] = [:]
    private var removed: Set<String> = []

    mutating func assign(_ action: AssignOwner) throws(ActionListError) {
        guard assigned.updateValue(action, forKey: action.user.lowercased()) == nil else {
            throw .ownerTwice(action.user)
        }
    }

    mutating func remove(_ action: RemoveOwner) throws(ActionListError) {
        removed.insert(action.user.lowercased())
    }

    func handOver(_ action: HandOver) throws(ActionListError) {
        guard action.leaving.lowercased() != action.successor.lowercased() else {
            throw .handOverToOneself(action.leaving)
        }
    }

    func check() throws(ActionListError) {
        if let user = removed.intersection(assigned.keys).min() { throw .ownerAssignedAndRemoved(user) }
        if assigned.values.count(where: { $0.level == .main }) > 1 { throw .twoMainOwners }
    }
}

/// Why actions cannot be run together.
package enum ActionListError: ExplainedError, Equatable {
    case empty
    case tagAddedAndDeleted(TagName)
    case detailSetAndDeleted(DetailName)
    case detailTwice(DetailName)
    case couponTwice(CouponName)
    case linksTwice(WebAddress)
    /// A code of this length is too short for so many contacts.
    case codesTooShort(CouponName, length: Int64, contacts: Int)
    case ownerTwice(String)
    case ownerAssignedAndRemoved(String)
    case twoMainOwners
    case handOverToOneself(String)
    case funnelTwice(String)
    case funnelAddedAndRemoved(String)
    case automationTwice(AutomationKind, String)
    case twice(letter: Character, summary: String)
    case deleteWithOthers

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .empty: "the plan has no action: add at least one"
        case .tagAddedAndDeleted(let tag): "the tag \(tag) is both added and deleted: keep one of the two"
        case .detailSetAndDeleted(let name): "the detail \(name) is both set and deleted: keep one of the two"
        case .detailTwice(let name): "the detail \(name) is set twice: keep one value"
        case .couponTwice(let name): "the coupon \(name) is generated twice: keep one of the two"
        case .linksTwice(let address): "links to \(address) are generated twice: keep one of the two"
        case .codesTooShort(let name, let length, let contacts):
            "codes of \(length) characters are too few for \(contacts.grouped) contacts: give the coupon \(name) longer ones"
        case .ownerTwice(let user): "\(user) is made an owner twice: keep one level"
        case .ownerAssignedAndRemoved(let user): "\(user) is both made an owner and removed: keep one of the two"
        case .handOverToOneself(let user): "\(user) cannot hand over to themselves: name another user"
        case .funnelTwice(let name):
            "a contact is on one stage of the funnel \(name): name one stage to add to"
        case .funnelAddedAndRemoved(let name):
            "contacts are both added to a stage of the funnel \(name) and removed from it: keep one of the two"
        case .automationTwice(let kind, let name): "the \(kind.label) \(name) is run twice: keep one of the two"
        case .twoMainOwners: "a contact has one main owner: make only one user the main owner"
        case .twice(let letter, let summary): "action \(letter) stands twice (\(summary)): keep one of the two"
        case .deleteWithOthers: "contacts that are deleted need no other action: run delete-contacts alone"
        }
    }
}
