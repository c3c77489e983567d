import Bitmaps
package import Contacts

/// Action D with fixed names: adds tags with an initial score.
///
/// A tag that the contact already has keeps its date and its score.
package struct AddTags: Action {
    package let names: [TagName]
    /// The score of each new tag.
    package let score: Int64

    package init(_ names: [TagName], score: Int64 = 1) {
        self.names = names
        self.score = score
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        var tagging = Tagging(score: score, context: context)
        for name in names { try tagging.add(name, to: state.contacts, of: state) }
        let changed = tagging.changed.count
        return Effect(
            changes: tagging.changes,
            outcome: Outcome(changed: changed, unchanged: state.numbers.count - changed)
        )
    }
}

/// Collects the changes of adding several tags.
struct Tagging {
    let score: Int64
    let context: ActionContext
    private(set) var changes: [Change] = []
    private(set) var changed = Bitmap()

    init(score: Int64, context: ActionContext) {
        self.score = score
        self.context = context
    }

    /// Adds the tag to those of the contacts that lack it.
    mutating func add(_ name: TagName, to contacts: Bitmap, of state: WorkingState) throws {
        let values = try state.values(of: .tag(name))
        var added: [UInt32] = []
        for (number, value) in zip(state.numbers, values) where value == .none && contacts.contains(number) {
            added.append(number)
        }
        guard !added.isEmpty else { return }
        let newcomers = Bitmap(added)
        let tag = FacetValue.tag(score: score, addedAt: context.now)
        changes.append(Change(.tag(name), newcomers, from: .same(.none), to: .same(tag)))
        changed.formUnion(newcomers)
    }
}
