/// The word that names an action in a plan.
enum ActionName: String, CaseIterable {
    case emailStatus = "email-status"
    case invalid
    case mobileStatus = "mobile-status"
    case addTags = "add-tags"
    case deleteTags = "delete-tags"
    case setDetail = "set-detail"
    case deleteDetail = "delete-detail"
    case setScore = "set-score"
    case assignOwner = "assign-owner"
    case removeOwner = "remove-owner"
    case handOver = "hand-over"
    case state
    case addToStage = "add-to-stage"
    case removeFromFunnel = "remove-from-funnel"
    case generateCoupon = "generate-coupon"
    case runRule = "run-rule"
    case runWorkflow = "run-workflow"
    case generateURLs = "generate-urls"
    case addNote = "add-note"
    case identifyGender = "identify-gender"
    case deleteContacts = "delete-contacts"
}

extension PlannedAction {
    /// The words that name actions in a plan.
    package static let words = ActionName.allCases.map(\.rawValue)
}
