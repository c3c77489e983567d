package import Contacts
package import Messaging
package import Storage

/// Which templates a rule or workflow sends.
package enum SentTemplates {
    /// The names of the templates that the draft and the version in use send.
    ///
    /// - Throws: `StorageError`.
    package static func names(
        of automation: AutomationID,
        _ channel: MessageChannel,
        in connection: any Connection
    ) throws -> Set<String> {
        guard let draft = try DefinitionReader(connection).draft(of: automation) else { return [] }
        let steps = [draft.definition, draft.published].compactMap(\.self).flatMap(\.messageSteps)
        return Set(steps.filter { $0.channel == channel }.map(\.template))
    }
}

extension Definition {
    fileprivate var messageSteps: [MessageStep] {
        let actions: [AutomationAction] =
            switch self {
            case .rule(let rule): (rule.yes + rule.no).map(\.action)
            case .workflow(let graph):
                graph.nodes.compactMap { if case .action(let action, _) = $0.step { action } else { nil } }
            }
        return actions.compactMap { if case .send(let step) = $0 { step } else { nil } }
    }
}
