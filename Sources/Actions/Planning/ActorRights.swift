import Contacts

/// What the actor may do with each of some contacts, as their owners were before the first action.
struct ActorRights {
    /// The contacts by the actor's level; nothing where the actor may do everything.
    private let levels: [(number: UInt32, level: OwnerLevel?)]?
    private let everybody: [UInt32]

    init(of actor: Actor, on state: WorkingState) throws {
        everybody = state.numbers
        guard case .owned(let user) = actor.reach else {
            levels = nil
            return
        }
        levels = try zip(state.numbers, state.values(of: .owners)).map { number, value in
            if case .owners(let owners) = value { (number, owners.level(of: user)) } else { (number, nil) }
        }
    }

    /// Those with whom the actor may do this, and why not with the others.
    func holders(of right: ContactRight) -> (numbers: [UInt32], skipped: Outcome) {
        guard let levels else { return (everybody, Outcome()) }
        var numbers: [UInt32] = []
        var skipped: [SkipReason: Int] = [:]
        for (number, level) in levels {
            switch level {
            case nil: skipped[.outOfReach, default: 0] += 1
            case let level? where level >= right.level: numbers.append(number)
            case .readOnly?: skipped[.readOnly, default: 0] += 1
            case .owner?, .main?: skipped[.notMainOwner, default: 0] += 1
            }
        }
        return (numbers, Outcome(skipped: skipped))
    }
}
