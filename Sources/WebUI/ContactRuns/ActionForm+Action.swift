import Actions
import Contacts
import Genders
import Tracking

extension ActionForm {
    /// A row that holds an action; nothing where no form can.
    init?(key: String, _ action: PlannedAction) {
        guard let (kind, values) = Self.contents(action) else { return nil }
        self.init(key: key, kind: kind, values: values)
    }

    private static func contents(_ action: PlannedAction) -> (kind: ActionKind, values: [String: String])? {
        switch action {
        case .optOut: (.optOut, [:])
        case .invalid(let action): (.invalid, ["mode": action.mode.rawValue])
        case .mobileStatus(let action): (.mobileStatus, ["status": action.status == .optedIn ? "opt-in" : "opt-out"])
        case .addTags(let action): (.addTags, ["names": list(action.names), "score": "\(action.score)"])
        case .addTagsFromDetails(let action):
            (
                .addTagsFromDetails,
                [
                    "details": action.details.map(\.text).joined(separator: ","), "prefix": action.prefix,
                    "score": "\(action.score)",
                ]
            )
        case .deleteTags(let action): (.deleteTags, ["names": list(action.names)])
        case .setDetail(let action): (.setDetail, ["name": action.name.text, "value": action.value])
        case .deleteDetail(let action): (.deleteDetail, ["name": action.name.text])
        case .setScore(let action): (.setScore, ["score": "\(action.score)"])
        case .assignOwner(let action):
            (
                .assignOwner,
                [
                    "user": action.user, "level": action.level.word,
                    "workflows": action.startsWorkflows ? "yes" : "",
                ]
            )
        case .removeOwner(let action): (.removeOwner, ["owner": action.user])
        case .handOver: nil
        case .state(let action): (.state, ["state": action.state.word])
        case .addToStage(let action):
            (.addToStage, ["place": StagePlace(funnel: action.funnel, stage: action.stage).word])
        case .removeFromFunnel(let action):
            (.removeFromFunnel, ["place": StagePlace(funnel: action.funnel, stage: action.stage).word])
        case .generateCoupon(let action):
            (
                .generateCoupon,
                ["coupon": action.name.text, "length": "\(action.length)", "days": "\(action.validDays)"]
            )
        case .runRule(let action):
            (.runRule, ["rule": action.rule, "check-conditions": action.checksConditions ? "yes" : ""])
        case .runWorkflow(let action): (.runWorkflow, ["workflow": action.workflow])
        case .generateURLs(let action):
            (.generateURLs, ["page": action.address.text, "only-me": action.isPrivate ? "yes" : ""])
        case .addNote(let action): (.addNote, ["text": action.text, "private": action.isPrivate ? "yes" : ""])
        case .identifyGender(let action):
            (
                .identifyGender,
                [
                    "country": action.country.rawValue, "position": action.position.rawValue,
                    "women": action.tags.women.text, "men": action.tags.men.text, "unknown": action.tags.unknown.text,
                ]
            )
        case .deleteContacts: (.deleteContacts, [:])
        }
    }

    private static func list(_ names: [TagName]) -> String { names.map(\.text).joined(separator: ",") }
}
