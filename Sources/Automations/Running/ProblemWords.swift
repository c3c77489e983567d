import Access
import Actions
import Contacts
import Executions
import Messaging
import Selections

/// Says why a node failed.
enum ProblemWords {
    /// The error in words, for those who made the automation.
    static func text(for error: any Error) -> String {
        switch error {
        case let error as SelectionError: error.message
        case let error as AccessError: error.message
        case let error as FunnelError: error.message
        case let error as AutomationError: error.message
        case let error as ActionListError: error.message
        case let error as ExecutionError: error.message
        case let error as TemplateError: error.message
        case ChangeSetError.tooFewCouponCodes(let length):
            "too few codes of \(length) characters are left under the coupon's name: use longer ones, or another name"
        // What nobody expected tells of the inside, which is for the log.
        default: "an error that should not happen; the server's log has it"
        }
    }
}
