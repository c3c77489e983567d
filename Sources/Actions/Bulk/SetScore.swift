package import Contacts

/// Action F: replaces the contact's score.
package struct SetScore: Action {
    /// Scores are whole numbers of 32 bits; zero and negative ones are allowed.
    package static let range = Int64(Int32.min)...Int64(Int32.max)

    package let score: Int64

    package init(_ score: Int64) {
        self.score = score
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        try .setting(.score, to: .integer(score), on: state)
    }
}
