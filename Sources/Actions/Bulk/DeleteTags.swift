import Bitmaps
package import Contacts

/// Action D, the other box: takes tags away.
package struct DeleteTags: Action {
    package let names: [TagName]

    package init(_ names: [TagName]) {
        self.names = names
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        var effect = Effect()
        var changed = Bitmap()
        for name in names {
            let single = try Effect.setting(.tag(name), to: .none, on: state)
            effect.changes += single.changes
            for change in single.changes { changed.formUnion(change.contacts) }
        }
        effect.outcome = Outcome(changed: changed.count, unchanged: state.numbers.count - changed.count)
        return effect
    }
}
