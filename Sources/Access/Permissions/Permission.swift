/// Something that a role may or may not do.
///
/// Which contacts somebody sees and acts on is another question: see `Reach` and `ContactRight`.
package enum Permission: String, Sendable, CaseIterable {
    /// See contacts within reach: lists, cards, counts and suggestions.
    case seeContacts
    /// Take contacts out of the base as a file or a list.
    case exportContacts
    /// Add contacts, by hand or by import.
    case addContacts
    /// Edit cards within reach: fields, tags, details, notes, owners.
    case editContacts
    /// Preview and execute plans for contacts within reach, and steer one's own executions.
    case runActions
    /// See and steer everybody's executions.
    case manageExecutions
    /// Save, change and delete segments, which all users share.
    case manageSegments
    /// Make and change funnels and their stages, which all users share.
    case manageFunnels
    /// Write templates, and see and steer the outbox.
    case manageMessages
    /// Make and change the forms on which people sign up, which all users share.
    case manageForms
    /// Make and change rules and workflows: one's own, or all of them for who sees the whole base.
    case manageAutomations
    /// Add users, change their roles, disable them and hand over their contacts.
    case manageUsers
    /// Change what holds for everybody, such as the time zone.
    case manageWorkspace

    /// What it allows, as a page says it.
    package var label: String {
        switch self {
        case .seeContacts: "see contacts"
        case .exportContacts: "export contacts"
        case .addContacts: "add and import contacts"
        case .editContacts: "edit contact cards"
        case .runActions: "preview and execute actions"
        case .manageExecutions: "see and steer everybody's executions"
        case .manageSegments: "save and change segments"
        case .manageFunnels: "manage funnels"
        case .manageMessages: "write templates and steer the outbox"
        case .manageForms: "manage forms"
        case .manageAutomations: "make rules and workflows"
        case .manageUsers: "manage users"
        case .manageWorkspace: "change settings of the workspace"
        }
    }
}
