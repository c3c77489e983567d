import Contacts
import Tracking

extension PlannedAction: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ActionKey.self)
        func key(_ name: ActionName) -> ActionKey { ActionKey(name.rawValue) }
        switch self {
        case .optOut: try container.encode("opt-out", forKey: key(.emailStatus))
        case .invalid(let action): try container.encode(action.mode.rawValue, forKey: key(.invalid))
        case .mobileStatus(let action):
            try container.encode(action.status == .optedIn ? "opt-in" : "opt-out", forKey: key(.mobileStatus))
        case .addTags(let action):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key(.addTags))
            try settings.encode(action.names.map(\.text), forKey: ActionKey("names"))
            try settings.encode(action.score, forKey: ActionKey("score"))
        case .addTagsFromDetails(let action):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key(.addTags))
            try settings.encode(action.details.map(\.text), forKey: ActionKey("from-details"))
            try settings.encode(action.prefix, forKey: ActionKey("prefix"))
            try settings.encode(action.score, forKey: ActionKey("score"))
        case .deleteTags(let action): try container.encode(action.names.map(\.text), forKey: key(.deleteTags))
        case .setDetail(let action):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key(.setDetail))
            try settings.encode(action.name.text, forKey: ActionKey("name"))
            try settings.encode(action.value, forKey: ActionKey("value"))
        case .deleteDetail(let action): try container.encode(action.name.text, forKey: key(.deleteDetail))
        case .setScore(let action): try container.encode(action.score, forKey: key(.setScore))
        case .assignOwner(let action):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key(.assignOwner))
            try settings.encode(action.user, forKey: ActionKey("user"))
            try settings.encode(action.level.word, forKey: ActionKey("level"))
            if action.startsWorkflows { try settings.encode(true, forKey: ActionKey("start-workflows")) }
        case .removeOwner(let action): try container.encode(action.user, forKey: key(.removeOwner))
        case .handOver(let action):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key(.handOver))
            try settings.encode(action.leaving, forKey: ActionKey("from"))
            try settings.encode(action.successor, forKey: ActionKey("to"))
        case .state(let action): try container.encode(action.state.word, forKey: key(.state))
        case .addToStage(let action):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key(.addToStage))
            try settings.encode(action.funnel, forKey: ActionKey("funnel"))
            try settings.encode(action.stage, forKey: ActionKey("stage"))
        case .removeFromFunnel(let action):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key(.removeFromFunnel))
            try settings.encode(action.funnel, forKey: ActionKey("funnel"))
            try settings.encode(action.stage ?? Stage.all, forKey: ActionKey("stage"))
        case .generateCoupon(let action):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key(.generateCoupon))
            try settings.encode(action.name.text, forKey: ActionKey("name"))
            try settings.encode(action.length, forKey: ActionKey("length"))
            try settings.encode(action.validDays, forKey: ActionKey("valid-days"))
        case .runRule(let action):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key(.runRule))
            try settings.encode(action.rule, forKey: ActionKey("rule"))
            try settings.encode(action.checksConditions, forKey: ActionKey("check-conditions"))
        case .runWorkflow(let action): try container.encode(action.workflow, forKey: key(.runWorkflow))
        case .generateURLs(let action):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key(.generateURLs))
            try settings.encode(action.address.text, forKey: ActionKey("url"))
            try settings.encode(action.isPrivate, forKey: ActionKey("private"))
        case .addNote(let action):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key(.addNote))
            try settings.encode(action.text, forKey: ActionKey("text"))
            try settings.encode(action.isPrivate, forKey: ActionKey("private"))
        case .identifyGender(let action): try action.encode(into: &container, forKey: key(.identifyGender))
        case .deleteContacts: try container.encode(true, forKey: key(.deleteContacts))
        }
    }
}
