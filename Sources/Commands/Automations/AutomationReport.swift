import Automations
import Contacts

/// Prints rules and workflows.
struct AutomationReport {
    private let world: World
    private let json: Bool

    init(_ world: World, json: Bool) {
        self.world = world
        self.json = json
    }

    /// Prints one with what is wrong with its draft.
    func show(_ id: AutomationID) async throws {
        let draft = try await world.automations.draft(id, for: world.actor)
        let flaws = try await world.automations.flaws(of: id, for: world.actor)
        if json {
            try Console.say(json: DraftDocument(draft, flaws))
            return
        }
        Console.say(draft.automation.line)
        if draft.hasUnpublishedChanges {
            Console.say("  the draft differs from what is active: activate it to publish")
        }
        for flaw in flaws { Console.say("  \(flaw.line)") }
    }
}

/// A rule or workflow as JSON shows it in a list.
struct AutomationDocument: Encodable {
    let kind: String
    let name: String
    let group: String?
    let state: String
    let shared: Bool
    let maximumLaunches: Int64?
    let interval: String?
    let version: Int64?
    let events: Int

    init(_ automation: Automation) {
        kind = automation.kind.rawValue
        name = automation.name
        group = automation.group
        state = automation.state.rawValue
        shared = automation.isShared
        maximumLaunches = automation.limits.maximum
        interval = automation.limits.interval == 0 ? nil : automation.limits.span?.text
        version = automation.version
        events = automation.events
    }
}

/// A rule or workflow as JSON shows it alone.
private struct DraftDocument: Encodable {
    let automation: AutomationDocument
    let unpublished: Bool
    let definition: Definition
    let flaws: [FlawDocument]

    init(_ draft: AutomationDraft, _ flaws: [Flaw]) {
        automation = AutomationDocument(draft.automation)
        unpublished = draft.hasUnpublishedChanges
        definition = draft.definition
        self.flaws = flaws.map(FlawDocument.init)
    }
}

/// A flaw as JSON shows it.
struct FlawDocument: Encodable {
    let error: Bool
    let place: String?
    let message: String

    init(_ flaw: Flaw) {
        error = flaw.isError
        place = flaw.place
        message = flaw.message
    }
}

extension Flaw {
    /// The flaw as one line, with its weight.
    var line: String { "\(isError ? "error" : "warning"): \(text)" }
}

extension Automation {
    /// What a list says of it.
    var line: String {
        var parts = [name + (group.map { " (\($0))" } ?? ""), state.rawValue]
        if let version { parts.append("version \(version), \(events.counted("event"))") }
        if !isShared { parts.append("not shared") }
        if let maximum = limits.maximum { parts.append("at most \(Int(maximum).counted("launch", "launches"))") }
        if limits.interval != 0, let span = limits.span { parts.append("every \(span.text) at most") }
        return parts.joined(separator: "  ")
    }
}
