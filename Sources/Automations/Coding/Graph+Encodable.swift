import Actions
import Contacts

extension Graph: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ActionKey.self)
        try container.encode(events, forKey: ActionKey("events"))
        try container.encodeIfPresent(entry?.number, forKey: ActionKey("entry"))
        try container.encode(nodes, forKey: ActionKey("nodes"))
    }
}

extension Node: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ActionKey.self)
        try container.encode(id.number, forKey: ActionKey("id"))
        try container.encodeIfPresent(title, forKey: ActionKey("title"))
        switch step {
        case .action(let action, let next):
            try container.encode(action, forKey: ActionKey("action"))
            try container.encodeIfPresent(next?.number, forKey: ActionKey("next"))
        case .wait(let wait, let next):
            try container.encode(wait, forKey: ActionKey("wait"))
            try container.encodeIfPresent(next?.number, forKey: ActionKey("next"))
        case .condition(let condition):
            try container.encode(condition.paths, forKey: ActionKey("condition"))
            try container.encodeIfPresent(condition.otherwise?.number, forKey: ActionKey("otherwise"))
        case .waitForEvent(let wait):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: ActionKey("wait-for"))
            try settings.encode(wait.events, forKey: ActionKey("events"))
            try settings.encodeIfPresent(wait.timeout?.text, forKey: ActionKey("timeout"))
            try container.encodeIfPresent(wait.next?.number, forKey: ActionKey("next"))
            try container.encodeIfPresent(wait.otherwise?.number, forKey: ActionKey("otherwise"))
        case .stop: try container.encode(true, forKey: ActionKey("stop"))
        }
    }
}

extension Condition.Path: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ActionKey.self)
        try container.encode(ReadableCriterion(criterion), forKey: ActionKey("if"))
        try container.encodeIfPresent(next?.number, forKey: ActionKey("next"))
    }
}
