package import Contacts

/// A rule or workflow with what people edit of it.
package struct AutomationDraft: Sendable, Hashable {
    package let automation: Automation
    /// What the next activation makes a version of.
    package let definition: Definition
    /// The number of times that the draft was saved, by which two people who edit notice each other.
    package let revision: Int64
    /// What contacts enter at present; nothing before the first activation.
    package let published: Definition?
    /// When it was made, in milliseconds.
    package let createdAt: Int64
    /// When its draft or its settings were changed last, in milliseconds.
    package let modifiedAt: Int64

    /// Whether contacts enter something else than what the draft says.
    package var hasUnpublishedChanges: Bool { published != nil && published != definition }

    /// The automation as a file holds it.
    package var file: AutomationFile {
        AutomationFile(
            name: automation.name,
            group: automation.group,
            isShared: automation.isShared,
            limits: automation.limits,
            definition: definition
        )
    }
}
