import Actions
import Contacts
import Executions
import RESTAPI

/// Prints executions.
struct ExecutionReport {
    private let world: World
    private let json: Bool

    init(_ world: World, json: Bool) {
        self.world = world
        self.json = json
    }

    func show(_ id: Int64) async throws {
        guard let execution = try await world.executions.execution(id, of: world.hand.onlyExecutionsOf) else {
            throw ExecutionError.unknown(id)
        }
        if json {
            try Console.say(json: ExecutionDocument(execution, for: world.actor))
            return
        }
        Console.say(headline(execution))
        for (action, outcome) in execution.actions(visibleTo: world.actor) {
            Console.say("  \(action.letter)  \(action.summary): \(OutcomeText(outcome, of: action).text)")
        }
        if let failure = execution.failure { Console.say("  failed: \(failure)") }
    }

    func list(_ executions: [Execution]) throws {
        if json {
            try Console.say(json: executions.map { ExecutionDocument($0, for: world.actor) })
        } else {
            for execution in executions { Console.say(headline(execution)) }
        }
    }

    private func headline(_ execution: Execution) -> String {
        let progress =
            execution.contactCount.map { "\(execution.doneContacts.grouped) of \($0.grouped) contacts" }
            ?? "not started"
        return "\(execution.id)  \(execution.state.rawValue)  \(progress)  \(execution.name(visibleTo: world.actor))"
    }
}

/// An outcome in words.
struct OutcomeText {
    let text: String

    init(_ outcome: Outcome, of action: PlannedAction) {
        var parts = ["\(outcome.changed.grouped) changed", "\(outcome.unchanged.grouped) already so"]
        for (reason, count) in outcome.skipped.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            parts.append("\(count.grouped) skipped (\(reason.text))")
        }
        text = parts.joined(separator: ", ") + (action.remark(on: outcome).map { "; \($0)" } ?? "")
    }
}
