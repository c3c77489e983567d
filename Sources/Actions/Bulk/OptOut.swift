package import Contacts

/// Action A: changes the e-mail marketing status to opted out.
///
/// There is no opt-in here: consent comes from the contact, through a form, an import or the contact card.
package struct OptOut: Action {
    package init() {}

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        try .setting(.emailStatus, to: .integer(MarketingStatus.optedOut.rawValue), on: state)
    }
}
