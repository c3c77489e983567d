import Actions
import Contacts
import Genders
import Tracking

/// An action that the Contact manager offers, by the word of plan files.
enum ActionKind: String, CaseIterable, Sendable {
    case optOut = "email-status"
    case invalid
    case mobileStatus = "mobile-status"
    case addTags = "add-tags"
    case addTagsFromDetails = "add-tags-from-details"
    case deleteTags = "delete-tags"
    case setDetail = "set-detail"
    case deleteDetail = "delete-detail"
    case setScore = "set-score"
    case assignOwner = "assign-owner"
    case removeOwner = "remove-owner"
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

    /// Those that a rule or workflow carries out too.
    static let ofAutomation = allCases.filter { ![.deleteContacts, .generateURLs].contains($0) }

    /// What people call it.
    var label: String {
        switch self {
        case .optOut: "Opt out of e-mail marketing"
        case .invalid: "Mark as invalid, or restore"
        case .mobileStatus: "Change the mobile status"
        case .addTags: "Add tags"
        case .addTagsFromDetails: "Add tags made from details"
        case .deleteTags: "Delete tags"
        case .setDetail: "Set a detail"
        case .deleteDetail: "Delete a detail"
        case .setScore: "Set the score"
        case .assignOwner: "Assign an owner"
        case .removeOwner: "Remove an owner"
        case .state: "Change the state"
        case .addToStage: "Add to a stage of a funnel"
        case .removeFromFunnel: "Remove from a funnel"
        case .generateCoupon: "Generate a coupon"
        case .runRule: "Run an automation rule"
        case .runWorkflow: "Run a workflow"
        case .generateURLs: "Generate personal links"
        case .addNote: "Add a note"
        case .identifyGender: "Identify the gender"
        case .deleteContacts: "Delete the contacts"
        }
    }

    /// What somebody should know before using it.
    var advice: String? {
        switch self {
        case .optOut: "They get no more e-mail. Nobody is opted in by a bulk action: consent comes from the contact."
        case .invalid: "Invalid addresses get no e-mail. Restoring brings back the status from before the mark."
        case .mobileStatus: "Opt in only those who agreed to text messages."
        case .addTags: "A tag that a contact already has keeps its date and score."
        case .addTagsFromDetails:
            "The prefix and the detail's value make the name: SHOESIZE_ and 43 give SHOESIZE_43."
        case .assignOwner:
            "A new main owner makes the former one an owner. The first owner of a contact is always its main owner."
        case .removeOwner: "A contact keeps at least one owner, and one who can be its main owner."
        case .addToStage:
            "A contact is on one stage of a funnel at most: who is on another one moves. What it is worth there stays."
        case .removeFromFunnel: "From one stage only contacts are removed that are on it now."
        case .generateCoupon:
            "Each contact gets a code of its own. A coupon of the same name is replaced, also one that was used."
        case .runRule:
            "The contacts go into the rule past its events. Its delays are kept, and so are its limits: how often, and how "
                + "soon again, it may be launched for a contact."
        case .runWorkflow:
            "The contacts go into the workflow past the one event that starts it; only workflows with a single event can "
                + "be run. Its waits are kept. Its limits stop nobody, but the launch counts for them."
        case .generateURLs:
            "Each contact gets a link of its own to the page: whoever opens it is known to be the contact, and is monitored "
                + "from then on. The links lie under Documents, in files of \(LinkFiles.maximumLines.grouped) lines."
        case .identifyGender:
            "By the name on the card. A name that both women and men bear, or that contradicts itself, gets the tag for "
                + "unknown. Tags of an earlier run stay: delete them in the same run to start anew."
        case .deleteContacts: "For good, with all their data. This cannot be undone, and stands alone in a run."
        case .deleteTags, .setDetail, .deleteDetail, .setScore, .state, .addNote: nil
        }
    }

    /// The names of its settings in the form.
    var settings: [String] {
        switch self {
        case .optOut: []
        case .invalid: ["mode"]
        case .mobileStatus: ["status"]
        case .addTags: ["names", "score"]
        case .addTagsFromDetails: ["details", "prefix", "score"]
        case .deleteTags: ["names"]
        case .setDetail: ["name", "value"]
        case .deleteDetail: ["name"]
        case .setScore: ["score"]
        case .assignOwner: ["user", "level", "workflows"]
        case .removeOwner: ["owner"]
        case .state: ["state"]
        case .addToStage, .removeFromFunnel: ["place"]
        case .generateCoupon: ["coupon", "length", "days"]
        case .runRule: ["rule", "check-conditions"]
        case .runWorkflow: ["workflow"]
        case .generateURLs: ["page", "only-me"]
        case .addNote: ["text", "private"]
        case .identifyGender: ["country", "position", "women", "men", "unknown"]
        case .deleteContacts: ["confirmation"]
        }
    }

    /// What a new row holds.
    var defaults: [String: String] {
        switch self {
        case .addTags, .addTagsFromDetails: ["score": "1"]
        case .invalid: ["mode": "mark"]
        case .mobileStatus: ["status": "opt-out"]
        case .assignOwner: ["level": "owner"]
        case .state: ["state": "customer"]
        case .generateCoupon:
            ["length": "\(GenerateCoupon.defaultLength)", "days": "\(GenerateCoupon.defaultValidity)"]
        case .runRule: ["check-conditions": "yes"]
        case .generateURLs: ["page": "https://"]
        case .identifyGender:
            [
                "country": NameCountry.poland.rawValue, "position": FirstNamePosition.first.rawValue, "women": "SEX_F",
                "men": "SEX_M", "unknown": "SEX_UNKNOWN",
            ]
        case .optOut, .deleteTags, .setDetail, .deleteDetail, .setScore, .removeOwner, .addToStage, .removeFromFunnel,
            .runWorkflow, .addNote, .deleteContacts:
            [:]
        }
    }
}
