package import Contacts

/// Adds points to the score; a negative number takes them away.
package struct AddScore: Action {
    /// How many points.
    package let points: Int64

    package init(_ points: Int64) {
        self.points = points
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        try .changing(.score, on: state) { value in
            guard case .integer(let score) = value else { return value }
            let (sum, _) = score.addingReportingOverflow(points)
            return .integer(min(max(sum, Int64(Int32.min)), Int64(Int32.max)))
        }
    }
}
