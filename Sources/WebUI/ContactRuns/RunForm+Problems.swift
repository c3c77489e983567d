import Access
import Contacts
import Selections
import Tracking

extension RunForm {
    /// A group that cannot be resolved, at the box that says so.
    func problem(_ error: SelectionError) -> FormProblem {
        let words = error.message.asSentence
        return switch error {
        case .unknownUser where filters["owner"].isEmpty: FormProblem("query", in: "Query", words)
        case .unknownUser: FormProblem("owner", in: "Owner", words)
        case .unknownFunnel where filters["stage"].isEmpty: FormProblem("query", in: "Query", words)
        case .unknownFunnel: FormProblem("stage", in: "Funnel", words)
        case .unknownAutomation where filters["automation"].isEmpty: FormProblem("query", in: "Query", words)
        case .unknownAutomation: FormProblem("automation", in: "Rule or workflow", words)
        case .unknownSegment, .closedSegment, .segmentCycle, .segmentsTooDeep:
            FormProblem("segment", in: "Segment", words)
        case .tooManyCriteria, .listsTooLong, .phraseTooLong, .phrasesTooLong, .tookTooLong, .tooManyAtOnce:
            FormProblem("query", in: "Contact selection", words)
        }
    }

    /// A user who cannot be named, at the row that names the user.
    func problem(_ error: AccessError) -> FormProblem {
        let (name, words) =
            switch error {
            case .unknownUser(let name): (name, "there is no user \(name): choose another one")
            case .disabled(let name): (name, "the user \(name) is disabled: choose another one")
            case .forbidden(let name, _): (name, error.message)
            }
        for action in actions {
            for setting in ["user", "owner"] where action[setting].lowercased() == name.lowercased() {
                return FormProblem(action.name(setting), in: action.kind.label, words.asSentence)
            }
        }
        return FormProblem("actions", in: "Actions", words.asSentence)
    }

    /// A funnel or stage that is not there any more, at the first row that names one.
    func problem(_ error: FunnelError) -> FormProblem {
        let row = actions.first { $0.kind.settings.contains("place") }
        return FormProblem(row?.name("place") ?? "actions", in: row?.kind.label ?? "Actions", error.message.asSentence)
    }

    /// A page on no monitored site, at the row that names it.
    func problem(_ error: SiteError) -> FormProblem {
        let row =
            if case .notMonitored(let address, _) = error { actions.first { $0["page"] == address.text } } else {
                actions.first { $0.kind == .generateURLs }
            }
        return FormProblem(row?.name("page") ?? "actions", in: row?.kind.label ?? "Actions", error.message.asSentence)
    }

    /// A rule or workflow that cannot be run, at the row that names it.
    func problem(_ error: AutomationError) -> FormProblem {
        let (setting, name) =
            switch error {
            case .unknown(let kind, let name), .notActive(let kind, let name, _): (kind.rawValue, name)
            case .notOneEvent(let name, _): (AutomationKind.workflow.rawValue, name)
            default: ("", "")
            }
        let row = actions.first { $0[setting].folded == name.folded }
        return FormProblem(row?.name(setting) ?? "actions", in: row?.kind.label ?? "Actions", error.message.asSentence)
    }
}
