import Bitmaps
import Contacts

extension Effect {
    /// The effect of giving one facet a value that follows from the present one.
    ///
    /// - Parameters:
    ///   - facet: What is set.
    ///   - state: What the contacts hold.
    ///   - body: What becomes of a value; the same value means that nothing changes.
    /// - Returns: One change, or none, and the outcome.
    /// - Throws: What the reader of the facets throws.
    static func changing(
        _ facet: Facet,
        on state: WorkingState,
        _ body: (FacetValue) -> FacetValue
    ) throws -> Effect {
        var changed: [UInt32] = []
        var old: [FacetValue] = []
        var new: [FacetValue] = []
        for (number, present) in zip(state.numbers, try state.values(of: facet)) {
            let result = body(present)
            guard result != present else { continue }
            changed.append(number)
            old.append(present)
            new.append(result)
        }
        let outcome = Outcome(changed: changed.count, unchanged: state.numbers.count - changed.count)
        guard !changed.isEmpty else { return Effect(outcome: outcome) }
        let change = Change(facet, Bitmap(changed), from: Change.Values(old), to: Change.Values(new))
        return Effect(changes: [change], outcome: outcome)
    }
}
