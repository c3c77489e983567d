import Automations
import Contacts

/// What stands above each page of one rule or workflow.
struct AutomationHead: Sendable {
    enum Tab: String, CaseIterable, Sendable {
        case definition = ""
        case contacts = "/contacts"
        case test = "/test"
        case settings = "/settings"

        var label: String {
            switch self {
            case .definition: "What it does"
            case .contacts: "Contacts"
            case .test: "Test run"
            case .settings: "Settings and versions"
            }
        }
    }

    struct TabLink: Sendable {
        let tabLabel: String
        let tabAddress: String
        let isShown: Bool
    }

    /// A button that changes the state.
    struct Command: Sendable {
        let commandLabel: String
        let commandAddress: String
        let style: String
    }

    let heading: String
    let groupName: String?
    let stateWord: String
    let stateBadge: String
    let ownership: String
    let numbers: String
    let tabs: [TabLink]
    let commands: [Command]
    /// What publishing means for those inside.
    let publishNote: String?
    let hasFailures: Bool

    init(_ open: OpenAutomation, _ tab: Tab) {
        let automation = open.automation
        heading = automation.name
        groupName = automation.group
        stateWord = automation.state.label + (open.draft.hasUnpublishedChanges ? ", with unpublished changes" : "")
        stateBadge = automation.state.badge
        ownership = Self.ownership(open)
        numbers = Self.numbers(open)
        hasFailures = open.totals.failed > 0
        tabs = Tab.allCases.map {
            TabLink(tabLabel: $0.label, tabAddress: open.path + $0.rawValue, isShown: $0 == tab)
        }
        commands = open.mayChange ? Self.commands(open) : []
        let inside = open.totals.inside + open.totals.failed
        publishNote =
            open.mayChange && open.draft.hasUnpublishedChanges && inside > 0
            ? "\(inside.counted("contact")) inside \(inside == 1 ? "finishes" : "finish") on the version before." : nil
    }

    private static func ownership(_ open: OpenAutomation) -> String {
        guard !open.automation.isShared else { return "shared, works on all contacts" }
        return "not shared" + (open.author.map { ", of \($0)" } ?? "")
    }

    private static func numbers(_ open: OpenAutomation) -> String {
        let totals = open.totals
        return "launched for \(totals.contacts.counted("contact")), \(totals.inside.grouped) inside now, "
            + "\(totals.failed.grouped) failed"
    }

    private static func commands(_ open: OpenAutomation) -> [Command] {
        var commands: [Command] = []
        func add(_ label: String, _ word: String, _ style: String) {
            commands.append(Command(commandLabel: label, commandAddress: "\(open.path)/\(word)", style: style))
        }
        switch open.automation.state {
        case .draft: add("Activate", "activate", "btn-primary")
        case .active:
            if open.draft.hasUnpublishedChanges { add("Publish changes", "activate", "btn-primary") }
            add("Pause", "pause", "btn-outline-primary")
        case .paused:
            if open.draft.hasUnpublishedChanges { add("Publish changes and activate", "activate", "btn-primary") }
            add("Resume", "resume", "btn-outline-primary")
        }
        return commands
    }
}

extension AutomationState {
    var label: String {
        switch self {
        case .draft: "draft"
        case .active: "active"
        case .paused: "paused"
        }
    }

    /// The class that colours the state, which always stands there as a word too.
    var badge: String {
        switch self {
        case .draft: "text-bg-secondary"
        case .active: "text-bg-success"
        case .paused: "text-bg-warning"
        }
    }
}
