package import Contacts

/// Action N: adds a note to the contact cards, private to its author or for all who see the contact.
package struct AddNote: Action {
    package let text: String
    package let isPrivate: Bool

    package init(_ text: String, isPrivate: Bool = false) {
        self.text = text
        self.isPrivate = isPrivate
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        guard !state.numbers.isEmpty else { return Effect() }
        let note = NoteDraft(text: text, isPrivate: isPrivate, author: context.actor.name)
        let change = Change(.note(isPrivate: isPrivate), state.contacts, from: .same(.none), to: .same(.note(note)))
        return Effect(changes: [change], outcome: Outcome(changed: state.numbers.count))
    }
}
