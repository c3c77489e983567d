import Bitmaps
package import Contacts

/// Launches a rule or workflow for contacts, whoever asks for it: its events, a bulk action, or another automation.
///
/// A launch is a change of how a contact stands with the automation; the engine finds the contact at the start and
/// moves it on.
package struct Launch: Sendable, Hashable {
    private let automation: Automation
    private let respectsLimits: Bool
    private let ignoresConditions: Bool
    private let depth: Int64
    private let reach: Reach

    /// Describes a launch.
    ///
    /// - Parameters:
    ///   - automation: What to launch; it must be active.
    ///   - respectsLimits: Whether contacts are skipped that were launched as often or as recently as its limits allow.
    ///   - ignoresConditions: Whether every condition on the way counts as met.
    ///   - depth: How many launches without a wait led to this one.
    ///   - reach: On whose contacts it works: those that its author may edit, where it is not shared.
    package init(
        of automation: Automation,
        respectingLimits respectsLimits: Bool,
        ignoringConditions ignoresConditions: Bool = false,
        depth: Int64 = 0,
        within reach: Reach = .everybody
    ) {
        self.automation = automation
        self.respectsLimits = respectsLimits
        self.ignoresConditions = ignoresConditions
        self.depth = depth
        self.reach = reach
    }

    /// Puts the contacts at the start, except those who are inside already or may not enter.
    ///
    /// - Parameters:
    ///   - state: What the contacts hold.
    ///   - now: The present time, in milliseconds.
    /// - Returns: One change, or none, and the outcome.
    /// - Throws: `AutomationError.notActive`, and what the reader of the facets throws.
    package func effect(on state: WorkingState, at now: Int64) throws -> Effect {
        guard automation.state == .active, let version = automation.version else {
            throw AutomationError.notActive(automation.kind, automation.name, automation.state)
        }
        let allowed = try allowed(of: state)
        var skipped: [SkipReason: Int] = [.notOfAuthor: state.numbers.count - allowed.numbers.count]
        var launched: [UInt32] = []
        var old: [FacetValue] = []
        var new: [FacetValue] = []
        for (number, value) in zip(allowed.numbers, try allowed.values(of: automation.facet)) {
            let passage: Passage? = if case .passage(let passage) = value { passage } else { nil }
            if let reason = passage.flatMap({ obstacle($0, at: now) }) {
                skipped[reason, default: 0] += 1
                continue
            }
            launched.append(number)
            old.append(value)
            new.append(
                .passage(
                    Passage(
                        after: passage,
                        into: version,
                        at: now,
                        depth: depth,
                        ignoringConditions: ignoresConditions
                    )
                )
            )
        }
        let outcome = Outcome(changed: launched.count, skipped: skipped)
        guard !launched.isEmpty else { return Effect(outcome: outcome) }
        let change = Change(automation.facet, Bitmap(launched), from: Change.Values(old), to: Change.Values(new))
        return Effect(changes: [change], outcome: outcome)
    }

    /// The contacts on which the automation works at all.
    private func allowed(of state: WorkingState) throws -> WorkingState {
        guard reach != .everybody else { return state }
        let numbers = try zip(state.numbers, state.values(of: .owners)).compactMap { number, value -> UInt32? in
            guard case .owners(let owners) = value, reach.gives(.edit, over: owners) else { return nil }
            return number
        }
        return state.narrowed(to: numbers)
    }

    /// Why a contact that stands like this is not launched.
    private func obstacle(_ passage: Passage, at now: Int64) -> SkipReason? {
        if passage.place != nil { return .insideAutomation }
        guard respectsLimits else { return nil }
        let limits = automation.limits
        if let maximum = limits.maximum, passage.launches >= maximum { return .launchLimit }
        return limits.interval > 0 && now - passage.launchedAt < limits.interval ? .launchInterval : nil
    }
}
