import Automations
import Contacts

/// The start of a workflow as somebody filled it in: the events that launch it, and the first node.
struct StartForm: Sendable, Equatable {
    var events: [TriggerForm]
    let target: String
    private(set) var newKey: String?

    init(_ graph: Graph) {
        events = graph.events.enumerated().map { TriggerForm(key: "e\($0.offset)", $0.element) }
        target = graph.entry.map { "\($0.number)" } ?? ""
    }

    init(_ fields: FormFields) {
        events = TriggerForm.rows(in: fields)
        target = fields["to-\(Way.onward.word)"]
        guard let change = FormChange(word: fields["change"]) else { return }
        change.apply(to: &events, by: \.key)
        if change.kind == .add, let kind = EventKind(rawValue: fields["event-kind"]) {
            let key = FormChange.newKey()
            newKey = key
            events.append(TriggerForm(key: key, kind: kind))
        }
    }

    /// The events, or what must be corrected.
    func triggers() -> (triggers: [Trigger], problems: [FormProblem]) {
        let read = events.map { $0.trigger() }
        return (read.compactMap(\.trigger), read.flatMap(\.problems))
    }
}
