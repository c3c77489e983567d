package import Contacts
import Tracking

/// One of the bulk actions with its settings, as a plan names it.
package enum PlannedAction: Sendable, Hashable {
    case optOut(OptOut)
    case invalid(ChangeInvalid)
    case mobileStatus(ChangeMobileStatus)
    case addTags(AddTags)
    case addTagsFromDetails(AddTagsFromDetails)
    case deleteTags(DeleteTags)
    case setDetail(SetDetail)
    case deleteDetail(DeleteDetail)
    case setScore(SetScore)
    case assignOwner(AssignOwner)
    case removeOwner(RemoveOwner)
    case handOver(HandOver)
    case state(ChangeState)
    case addToStage(AddToStage)
    case removeFromFunnel(RemoveFromFunnel)
    case generateCoupon(GenerateCoupon)
    case runRule(RunRule)
    case runWorkflow(RunWorkflow)
    case generateURLs(GenerateURLs)
    case addNote(AddNote)
    case identifyGender(IdentifyGender)
    case deleteContacts(DeleteContacts)

    /// The function that says what would change.
    package var action: any Action {
        switch self {
        case .optOut(let action): action
        case .invalid(let action): action
        case .mobileStatus(let action): action
        case .addTags(let action): action
        case .addTagsFromDetails(let action): action
        case .deleteTags(let action): action
        case .setDetail(let action): action
        case .deleteDetail(let action): action
        case .setScore(let action): action
        case .assignOwner(let action): action
        case .removeOwner(let action): action
        case .handOver(let action): action
        case .state(let action): action
        case .addToStage(let action): action
        case .removeFromFunnel(let action): action
        case .generateCoupon(let action): action
        case .runRule(let action): action
        case .runWorkflow(let action): action
        case .generateURLs(let action): action
        case .addNote(let action): action
        case .identifyGender(let action): action
        case .deleteContacts(let action): action
        }
    }

    /// The letter of the action.
    package var letter: Character {
        switch self {
        case .optOut: "A"
        case .invalid: "B"
        case .mobileStatus: "C"
        case .addTags, .addTagsFromDetails, .deleteTags: "D"
        case .setDetail, .deleteDetail: "E"
        case .setScore: "F"
        case .assignOwner, .removeOwner, .handOver: "G"
        case .state: "H"
        case .addToStage, .removeFromFunnel: "I"
        case .generateCoupon: "J"
        case .runRule: "K"
        case .runWorkflow: "L"
        case .generateURLs: "M"
        case .addNote: "N"
        case .identifyGender: "O"
        case .deleteContacts: "P"
        }
    }

    /// Where a run carries the action out, whatever the order in the plan.
    ///
    /// Rules and workflows come after all that changes contacts, so that they see the new data.
    package var rank: Int { Self.order.firstIndex(of: letter) ?? Self.order.count }

    /// The letters in the order of a run.
    package static let order: [Character] = Array("ABCDEFGHIJMNOKLP")

    /// What the actor must be allowed to do with a contact.
    package var right: ContactRight {
        switch letter {
        case "G": .changeOwners
        case "P": .delete
        default: .edit
        }
    }

    /// The e-mail addresses of the users that the action names.
    package var userNames: [String] {
        switch self {
        case .removeOwner(let action): [action.user]
        case .handOver(let action): [action.leaving, action.successor]
        default: newOwner.map { [$0] } ?? []
        }
    }

    /// The funnel that the action names, and the stage where it names one.
    package var funnelName: (funnel: String, stage: String?)? {
        switch self {
        case .addToStage(let action): (action.funnel, action.stage)
        case .removeFromFunnel(let action): (action.funnel, action.stage)
        default: nil
        }
    }

    /// The rule or workflow that the action runs.
    package var automationName: AutomationName? {
        switch self {
        case .runRule(let action): AutomationName(.rule, action.rule)
        case .runWorkflow(let action): AutomationName(.workflow, action.workflow)
        default: nil
        }
    }

    /// The e-mail address of the user who gets contacts, if one does.
    package var newOwner: String? {
        switch self {
        case .assignOwner(let action): action.user
        case .handOver(let action): action.successor
        default: nil
        }
    }

    /// Whether it writes a note that only its author sees.
    package var writesPrivateNote: Bool {
        if case .addNote(let action) = self { action.isPrivate } else { false }
    }

    /// Whether nobody but the actor may learn of it.
    package var isPrivate: Bool {
        if case .generateURLs(let action) = self { action.isPrivate } else { writesPrivateNote }
    }

    /// What else is to be said of how it went, or would go: of links, into how many files they are divided; of names,
    /// how many are whose.
    package func remark(on outcome: Outcome) -> String? {
        switch self {
        case .generateURLs: outcome.changed > 0 ? LinkFiles.words(links: outcome.changed) : nil
        case .identifyGender: outcome.partsInWords
        default: nil
        }
    }

    /// The action in words, with its settings.
    package var summary: String {
        switch self {
        case .optOut: "Change the e-mail status to opted out"
        case .invalid(let action): action.mode == .mark ? "Mark as invalid" : "Restore the status of invalid contacts"
        case .mobileStatus(let action):
            "Change the mobile status to \(action.status == .optedIn ? "opted in" : "opted out")"
        case .addTags(let action): "Add \(Self.tags(action.names)) with score \(action.score)"
        case .addTagsFromDetails(let action):
            "Add tags \(action.prefix)… from \(action.details.map(\.text).joined(separator: ", ")) with score \(action.score)"
        case .deleteTags(let action): "Delete \(Self.tags(action.names))"
        case .setDetail(let action): "Set \(action.name.text) to “\(action.value)”"
        case .deleteDetail(let action): "Delete the detail \(action.name.text)"
        case .setScore(let action): "Set the score to \(action.score)"
        case .assignOwner(let action):
            "Make \(action.user) \(action.level == .main ? "the main owner" : action.level == .owner ? "an owner" : "a read-only owner")"
        case .removeOwner(let action): "Remove \(action.user) as an owner"
        case .handOver(let action): "Hand over from \(action.leaving) to \(action.successor)"
        case .state(let action): "Change the state to \(action.state.word)"
        case .addToStage(let action): "Add to the stage \(action.stage) of the funnel \(action.funnel)"
        case .removeFromFunnel(let action):
            action.stage.map { "Remove from the stage \($0) of the funnel \(action.funnel)" }
                ?? "Remove from the funnel \(action.funnel)"
        case .generateCoupon(let action):
            "Generate the coupon \(action.name.text) with \(action.length) characters, valid for \(action.validDays) day\(action.validDays == 1 ? "" : "s")"
        case .runRule(let action):
            "Run the rule \(action.rule)\(action.checksConditions ? "" : " without checking its condition")"
        case .runWorkflow(let action): "Run the workflow \(action.workflow)"
        case .generateURLs(let action):
            "Generate personal links to \(action.address)\(action.isPrivate ? " for yourself alone" : "")"
        case .addNote: "Add a note"
        case .identifyGender(let action): action.summary
        case .deleteContacts: "Delete the contacts for good"
        }
    }

    private static func tags(_ names: [TagName]) -> String {
        (names.count == 1 ? "the tag " : "the tags ") + names.map(\.text).joined(separator: ", ")
    }
}
