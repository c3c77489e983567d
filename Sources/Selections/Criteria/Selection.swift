/// Who: the boxes of the Contact manager.
///
/// The result is segment ∩ (union of include) − (union of exclude) ∩ every filter. Without a segment and without
/// an include, that starts from everybody.
package struct Selection: Hashable, Sendable {
    /// The name of a saved segment that narrows the selection.
    package var segment: String?
    /// Conditions of which one is enough; empty means everybody.
    package var include: [Criterion]
    /// Conditions of which one is enough to be left out.
    package var exclude: [Criterion]
    /// Conditions that must all hold.
    package var filter: [Criterion]

    package init(
        segment: String? = nil,
        include: [Criterion] = [],
        exclude: [Criterion] = [],
        filter: [Criterion] = []
    ) {
        self.segment = segment
        self.include = include
        self.exclude = exclude
        self.filter = filter
    }
}
