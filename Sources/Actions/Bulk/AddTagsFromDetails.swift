import Bitmaps
package import Contacts

/// Action D with names made from standard details: prefix and value, `SHOESIZE_` and `43` give `SHOESIZE_43`.
///
/// A contact without any of the details is skipped. The one prefix stands before the values of all the details.
package struct AddTagsFromDetails: Action {
    package let details: [DetailName]
    package let prefix: String
    /// The score of each new tag.
    package let score: Int64

    package init(_ details: [DetailName], prefix: String, score: Int64 = 1) {
        self.details = details
        self.prefix = prefix
        self.score = score
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        var wanted: [TagName: [UInt32]] = [:]
        var withDetail = Bitmap()
        var usable = Bitmap()
        for detail in details {
            var holders: [String: [UInt32]] = [:]
            for (number, value) in zip(state.numbers, try state.values(of: .detail(detail))) {
                if case .text(let text) = value { holders[text, default: []].append(number) }
            }
            for (text, numbers) in holders {
                withDetail.insert(contentsOf: numbers)
                guard let name = try? TagName(prefix + text) else { continue }
                wanted[name, default: []] += numbers
                usable.insert(contentsOf: numbers)
            }
        }
        var tagging = Tagging(score: score, context: context)
        for name in wanted.keys.sorted() {
            try tagging.add(name, to: Bitmap(wanted[name] ?? []), of: state)
        }
        let changed = tagging.changed.count
        return Effect(
            changes: tagging.changes,
            outcome: Outcome(
                changed: changed,
                unchanged: usable.count - changed,
                skipped: [
                    .detailMissing: state.numbers.count - withDetail.count,
                    .detailNotUsableAsTag: withDetail.count - usable.count,
                ]
            )
        )
    }
}
