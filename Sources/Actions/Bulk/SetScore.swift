package import Contacts

/// Action F: replaces the contact's score.
package struct SetScore: Action {
    package static let range = Contact.scores

    package let score: Int64

    package init(_ score: Int64) {
        self.score = score
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        try .setting(.score, to: .integer(score), on: state)
    }
}
