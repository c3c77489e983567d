import Actions
import Contacts
import Messaging
import Selections

/// What a node is, apart from its settings.
package enum StepKind: String, Sendable, CaseIterable {
    case action
    case condition
    case wait
    case waitForEvent = "wait-for"
    case stop

    /// What people call it.
    package var label: String {
        switch self {
        case .action: "Action"
        case .condition: "Condition"
        case .wait: "Wait"
        case .waitForEvent: "Wait for an event"
        case .stop: "Stop"
        }
    }
}

extension Step {
    package var kind: StepKind {
        switch self {
        case .action: .action
        case .condition: .condition
        case .wait: .wait
        case .waitForEvent: .waitForEvent
        case .stop: .stop
        }
    }

    /// The step in words, with its settings.
    package var summary: String {
        switch self {
        case .action(let action, _): action.summary
        case .condition(let condition):
            condition.paths.count == 1
                ? condition.paths[0].criterion.queryText
                : "\(condition.paths.count.counted("path")), checked in order"
        case .wait(let wait, _): wait.summary
        case .waitForEvent(let wait):
            wait.events.map(\.summary).joined(separator: ", or ")
                + (wait.timeout.map { ", for at most \($0.summary)" } ?? "")
        case .stop: "The end of the way"
        }
    }
}

extension AutomationAction {
    /// The action in words, with its settings.
    package var summary: String {
        switch self {
        case .planned(let action): action.summary
        case .optIn: "Change the e-mail status to opted in"
        case .addScore(let points):
            points < 0 ? "Take \((-points).grouped) from the score" : "Add \(points.grouped) to the score"
        case .webhook(let webhook): "Call \(webhook.url)"
        case .send(let step): "Send the \(step.channel == .email ? "e-mail" : "text message") “\(step.template)”"
        }
    }
}

extension Wait {
    /// The wait in words.
    package var summary: String {
        switch self {
        case .span(let span): "Wait \(span.summary)"
        case .until(let time): "Wait until \(time.date) \(time.time.summary)"
        case .rest(let whole, let passed): "Wait for what is left of \(whole.summary) after \(passed.summary)"
        case .weekday(let days, let time):
            "Wait until \(days.count == Weekday.allCases.count ? "any day" : Self.list(days)) at \(time.summary)"
        }
    }

    private static func list(_ days: Set<Weekday>) -> String {
        Weekday.allCases.filter(days.contains).map(\.label).joined(separator: " or ")
    }
}

extension Span {
    /// The length in words, such as `3 days`.
    package var summary: String { count.counted(unit.rawValue) }
}

extension LocalTime {
    /// The day as `2026-12-01`.
    package var date: String { String(text.prefix { $0 != "T" }) }
}

extension TimeOfDay {
    /// The time as `09:00`.
    package var summary: String { text }
}

extension Weekday {
    /// The day's name.
    package var label: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

extension Node {
    /// What people read of it: its title, or what it does.
    package var heading: String { title ?? step.summary }

    /// A way out of it in words.
    package func words(for way: Way) -> String {
        switch (way, step) {
        case (.path(let number), .condition(let condition)) where condition.paths.indices.contains(number - 1):
            "\(number). \(condition.paths[number - 1].criterion.queryText)"
        case (.path(let number), _): "Path \(number)"
        case (.otherwise, .waitForEvent): "not in time"
        case (.otherwise, _): "otherwise"
        case (.onward, .waitForEvent): "it happened"
        case (.onward, _): "onward"
        case (.failed, _): "failed"
        }
    }
}
