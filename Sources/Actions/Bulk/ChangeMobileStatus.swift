package import Contacts

/// Action C: changes the mobile marketing status, whether or not the contact has a phone number.
package struct ChangeMobileStatus: Action {
    package let status: MarketingStatus

    package init(_ status: MarketingStatus) {
        self.status = status
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        try .setting(.mobileStatus, to: .integer(status.rawValue), on: state)
    }
}
