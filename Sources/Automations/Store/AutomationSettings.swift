package import Contacts

/// What people set about a rule or workflow, apart from what it does.
package struct AutomationSettings: Sendable, Hashable {
    package var name: String
    package var group: String?
    /// Whether every user may use it, and it works on all contacts instead of its author's.
    package var isShared: Bool
    package var limits: LaunchLimits

    package init(_ name: String, group: String? = nil, isShared: Bool = true, limits: LaunchLimits = LaunchLimits()) {
        self.name = name
        self.group = group
        self.isShared = isShared
        self.limits = limits
    }

    package init(_ file: AutomationFile) {
        self.init(file.name, group: file.group, isShared: file.isShared, limits: file.limits)
    }

    package init(_ automation: Automation) {
        self.init(
            automation.name,
            group: automation.group,
            isShared: automation.isShared,
            limits: automation.limits
        )
    }

    /// The settings as they are kept.
    ///
    /// - Throws: `AutomationError` when a name or a limit is unfit, or who does not see the whole base would share.
    func checked(for kind: AutomationKind, by actor: Actor) throws(AutomationError) -> AutomationSettings {
        guard !isShared || actor.reach == .everybody else { throw .sharingNeedsWholeBase(kind) }
        if let maximum = limits.maximum, !LaunchLimits.maxima.contains(maximum) {
            throw .unfitMaximum(LaunchLimits.maxima)
        }
        guard limits.span != nil else { throw .unfitInterval }
        return AutomationSettings(
            try AutomationNames.name(name, of: kind),
            group: try AutomationNames.group(group),
            isShared: isShared,
            limits: limits
        )
    }
}
