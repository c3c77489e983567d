import Bitmaps
import Contacts

extension Effect {
    /// The effect of giving one facet the same value for everybody who passes the test and has another value.
    ///
    /// - Parameters:
    ///   - facet: What is set.
    ///   - value: What it becomes.
    ///   - state: What the contacts hold.
    ///   - reason: Why contacts are left out that fail the test.
    ///   - applies: Whether the action concerns a contact with this present value.
    /// - Returns: One change, or none, and the outcome.
    /// - Throws: What the reader of the facets throws.
    static func setting(
        _ facet: Facet,
        to value: FacetValue,
        on state: WorkingState,
        skipping reason: SkipReason? = nil,
        unless applies: (FacetValue) -> Bool = { _ in true }
    ) throws -> Effect {
        var changed: [UInt32] = []
        var old: [FacetValue] = []
        var skipped = 0
        for (number, present) in zip(state.numbers, try state.values(of: facet)) {
            if !applies(present) {
                skipped += 1
            } else if present != value {
                changed.append(number)
                old.append(present)
            }
        }
        let outcome = Outcome(
            changed: changed.count,
            unchanged: state.numbers.count - changed.count - skipped,
            skipped: reason.map { [$0: skipped] } ?? [:]
        )
        guard !changed.isEmpty else { return Effect(outcome: outcome) }
        let change = Change(facet, Bitmap(changed), from: Change.Values(old), to: .same(value))
        return Effect(changes: [change], outcome: outcome)
    }
}
