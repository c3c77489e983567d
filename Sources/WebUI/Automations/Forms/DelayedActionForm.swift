import Automations

/// An action of a rule, with how long after the condition it comes.
struct DelayedActionForm: Sendable, Equatable {
    let action: NodeActionForm
    let delay: SpanForm

    var key: String { action.key }

    init(key: String, new kind: NodeActionKind) {
        action = NodeActionForm(key: key, kind: kind, values: kind.defaults)
        delay = SpanForm("a-\(key)-after", nil)
    }

    /// A row that holds an action; nothing where no form can.
    init?(key: String, _ item: DelayedAction) {
        guard let action = NodeActionForm(key: key, item.action) else { return nil }
        self.action = action
        delay = SpanForm("a-\(key)-after", item.delay)
    }

    private init(_ action: NodeActionForm, _ fields: FormFields) {
        self.action = action
        delay = SpanForm("a-\(action.key)-after", fields)
    }

    /// Reads the rows of a branch; each is announced by a field with the branch's name, which holds key and kind.
    static func rows(of branch: String, in fields: FormFields) -> [DelayedActionForm] {
        fields.all(branch).compactMap { announcement in
            let parts = announcement.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2, let kind = NodeActionKind(word: parts[1]) else { return nil }
            return DelayedActionForm(NodeActionForm(key: parts[0], kind: kind, fields), fields)
        }
    }

    /// What the row asks for, or what must be corrected.
    func item() -> (item: DelayedAction?, problems: [FormProblem]) {
        var (action, problems) = action.action()
        let span = delay.span(in: self.action.kind.label, &problems)
        guard let action, problems.isEmpty else { return (nil, problems) }
        return (DelayedAction(action, after: span), [])
    }
}
