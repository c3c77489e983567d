import Bitmaps
import Contacts

extension Effect {
    /// The effect of changing the owners of each contact by one rule.
    ///
    /// - Parameters:
    ///   - state: What the contacts hold.
    ///   - body: Changes the owners of one contact; what it refuses is skipped.
    /// - Returns: One change, or none, and the outcome.
    /// - Throws: What the reader of the facets throws.
    static func changingOwners(
        of state: WorkingState,
        _ body: (inout OwnerList) throws(OwnerRuleError) -> Void
    ) throws -> Effect {
        var changed: [UInt32] = []
        var old: [FacetValue] = []
        var new: [FacetValue] = []
        var skipped: [SkipReason: Int] = [:]
        for (number, value) in zip(state.numbers, try state.values(of: .owners)) {
            guard case .owners(let owners) = value else { continue }
            var result = owners
            do throws(OwnerRuleError) {
                try body(&result)
            } catch {
                skipped[SkipReason(error), default: 0] += 1
                continue
            }
            guard result != owners else { continue }
            changed.append(number)
            old.append(value)
            new.append(.owners(result))
        }
        let left = state.numbers.count - changed.count - skipped.values.reduce(0, +)
        let outcome = Outcome(changed: changed.count, unchanged: left, skipped: skipped)
        guard !changed.isEmpty else { return Effect(outcome: outcome) }
        let change = Change(.owners, Bitmap(changed), from: Change.Values(old), to: Change.Values(new))
        return Effect(changes: [change], outcome: outcome)
    }
}

extension SkipReason {
    fileprivate init(_ error: OwnerRuleError) {
        self =
            switch error {
            case .lastOwner: .onlyOwner
            case .onlyReadOnlyRemain: .onlyReadOnlyOwners
            }
    }
}
