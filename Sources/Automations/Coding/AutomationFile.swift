package import Contacts

/// A rule or workflow as a file holds it: its settings and its definition.
package struct AutomationFile: Sendable, Hashable {
    package var name: String
    package var group: String?
    package var isShared: Bool
    package var limits: LaunchLimits
    package var definition: Definition

    package var kind: AutomationKind { definition.kind }

    package init(
        name: String,
        group: String? = nil,
        isShared: Bool = true,
        limits: LaunchLimits = LaunchLimits(),
        definition: Definition
    ) {
        self.name = name
        self.group = group
        self.isShared = isShared
        self.limits = limits
        self.definition = definition
    }
}
