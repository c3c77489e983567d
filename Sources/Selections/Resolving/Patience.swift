/// How long the answer to a selection may take.
package enum Patience: Sendable {
    /// Ten seconds: a person or a program waits for the answer, and others wait for the database.
    case ofAPerson
    /// As long as it takes: for executions in the background and for commands.
    case unlimited

    var limit: Duration? {
        switch self {
        case .ofAPerson: .seconds(10)
        case .unlimited: nil
        }
    }
}
