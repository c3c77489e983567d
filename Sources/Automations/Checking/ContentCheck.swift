import Access
import Actions
import Contacts
import Messaging
import Selections

/// Finds what is wrong with the parts of a rule or workflow: events, conditions, waits and actions.
struct ContentCheck {
    let names: KnownNames
    /// The automation that they are part of.
    let kind: AutomationKind
    let name: String

    func findings(_ trigger: Trigger) -> [Finding] {
        switch trigger {
        case .tagAssigned(let tags): tags.isEmpty ? [.error("the list of tags is empty: name at least one")] : []
        case .tagScoreReached(_, let score), .scoreReached(let score): findings(score: score)
        case .stageEntered(let funnel, let stage): findings(funnel: funnel, stages: stage.map { [$0] } ?? [])
        case .ownerChanged(_, let user?): findings(user: user)
        case .birthday(let days), .detailDate(_, let days):
            Trigger.daysBefore.contains(days)
                ? [] : [.error("something may happen 0 to \(Trigger.daysBefore.upperBound) days before a date")]
        default: []
        }
    }

    func findings(_ criterion: Criterion) -> [Finding] {
        let segments = criterion.segmentNames.sorted().filter { !names.hasSegment($0) }.map { name in
            Finding.error("there is no segment \"\(name)\": save it, or name one that exists")
        }
        let users = criterion.userNames.flatMap(findings(user:))
        return segments + users + criterion.leaves.flatMap(findings(leaf:))
    }

    func findings(_ wait: Wait) -> [Finding] {
        switch wait {
        case .span(let span): findings(span)
        case .rest(let whole, let passed): findings(whole) + findings(passed)
        case .weekday(let days, _): days.isEmpty ? [.error("no day of the week is chosen: choose one")] : []
        case .until: []
        }
    }

    func findings(_ span: Span) -> [Finding] {
        Span.counts.contains(span.count)
            ? []
            : [.error("a length of time has a number up to \(Span.counts.upperBound.grouped): choose a larger unit")]
    }

    func findings(_ action: AutomationAction) -> [Finding] {
        switch action {
        case .planned(let action): findings(action)
        case .optIn: []
        case .addScore(let points): findings(score: points)
        case .webhook(let webhook):
            Webhook(checking: webhook.url) == nil
                ? [.error("\"\(webhook.url)\" cannot be called: \(Webhook.hint)")] : []
        case .send(let step): findings(step)
        }
    }

    private func findings(_ step: MessageStep) -> [Finding] {
        guard let template = names.template(step.channel, step.template) else {
            return [.error("\(TemplateError.unknown(step.template).message): make it, or name one that exists")]
        }
        guard let language = step.language, template.content.variants[language.lowercased()] == nil else { return [] }
        return [.error("the template \(template.name) says nothing in the language \(language): choose another one")]
    }

    private func findings(_ action: PlannedAction) -> [Finding] {
        switch action {
        case .deleteContacts, .handOver, .generateURLs: return [.error("no rule or workflow does this: take it out")]
        case _ where action.writesPrivateNote:
            return [.error("nobody is the author of this note, so nobody could read it: make it one for everybody")]
        default: break
        }
        var found = action.userNames.flatMap(findings(user:))
        if let named = action.automationName { found += findings(running: named.kind, named.text) }
        if let named = action.funnelName {
            found += findings(funnel: named.funnel, stages: named.stage.map { [$0] } ?? [])
        }
        if let email = action.newOwner, let user = names.user(email), !user.isActive {
            found.append(.error("the user \(email) is disabled: name another one, or enable this one"))
        }
        return found
    }

    private func findings(running kind: AutomationKind, _ name: String) -> [Finding] {
        if kind == self.kind, name.nameKey == self.name.nameKey {
            let message =
                "the \(kind.label) runs itself, which does nothing for whoever is still inside: make sure that this is meant"
            return [.warning(message)]
        }
        guard let other = names.automation(kind, name) else {
            return [.error(AutomationError.unknown(kind, name).message)]
        }
        do {
            _ = try NamedAutomation(other)
            return []
        } catch {
            // It may be activated and changed later than this one.
            return [.warning(error.message)]
        }
    }

    private func findings(leaf: Leaf) -> [Finding] {
        switch leaf {
        case .funnel(let name, .isOneOf(let stages)): findings(funnel: name, stages: stages)
        case .funnel(let name, .exists): findings(funnel: name, stages: [])
        case .automation(let kind, let name, _):
            names.automation(kind, name) == nil ? [.error(AutomationError.unknown(kind, name).message)] : []
        default: []
        }
    }

    private func findings(score: Int64) -> [Finding] {
        Contact.scores.contains(score)
            ? []
            : [
                .error(
                    "a score is a number from \(Contact.scores.lowerBound) to \(Contact.scores.upperBound): choose one"
                )
            ]
    }

    private func findings(user email: String) -> [Finding] {
        names.user(email) == nil ? [.error(AccessError.unknownUser(email).message)] : []
    }

    private func findings(funnel name: String, stages: [String]) -> [Finding] {
        guard let funnel = names.funnel(name) else { return [.error(FunnelError.unknown(name).message)] }
        return stages.filter { funnel.stage(named: $0) == nil }.map {
            .error(FunnelError.unknownStage($0, funnel: funnel.name).message)
        }
    }
}
