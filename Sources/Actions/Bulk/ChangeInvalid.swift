package import Contacts

/// Action B: marks e-mail addresses as invalid, or restores the status that invalid contacts had before.
///
/// The consent is kept beside the mark, so restoring is taking the mark away.
package struct ChangeInvalid: Action {
    package enum Mode: String, Sendable, Codable, CaseIterable {
        case mark
        case restore
    }

    package let mode: Mode

    package init(_ mode: Mode) {
        self.mode = mode
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        switch mode {
        case .mark: try .setting(.invalid, to: .yes, on: state)
        case .restore: try .setting(.invalid, to: .no, on: state, skipping: .notInvalid) { $0 == .yes }
        }
    }
}
