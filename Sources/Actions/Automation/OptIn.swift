package import Contacts

/// Opts in to e-mail; only rules and workflows do, which are the recorded source of the consent.
package struct OptIn: Action {
    package init() {}

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        try .setting(.emailStatus, to: .integer(MarketingStatus.optedIn.rawValue), on: state)
    }
}
