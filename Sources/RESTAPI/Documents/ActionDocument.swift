package import Actions

/// An action and its outcome as JSON shows them.
package struct ActionDocument: Encodable, Sendable {
    let action: PlannedAction
    let summary: String
    let changed: Int
    let unchanged: Int
    let skipped: [String: Int]
    /// What the action found out, in contacts.
    let parts: [String: Int]?
    let remark: String?

    package init(_ action: PlannedAction, _ outcome: Outcome) {
        self.action = action
        summary = action.summary
        remark = action.remark(on: outcome)
        changed = outcome.changed
        unchanged = outcome.unchanged
        skipped = Dictionary(uniqueKeysWithValues: outcome.skipped.map { ($0.key.rawValue, $0.value) })
        parts = outcome.parts.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.key.rawValue, $0.value) }) }
    }
}
