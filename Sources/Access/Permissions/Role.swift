package import Contacts

/// What a user is in the team.
package enum Role: String, Sendable, CaseIterable, Codable {
    case administrator
    case manager
    case user
    case marketer
    case viewer

    /// What the role may do: the one table of permissions.
    package var permissions: Set<Permission> {
        switch self {
        case .administrator: Set(Permission.allCases)
        case .manager: Set(Permission.allCases).subtracting([.manageUsers, .manageWorkspace])
        case .marketer:
            [
                .seeContacts, .exportContacts, .editContacts, .runActions, .manageSegments, .manageForms,
                .manageMessages,
                .manageAutomations,
            ]
        case .user: [.seeContacts, .editContacts, .runActions]
        case .viewer: [.seeContacts]
        }
    }

    /// Whether the role sees the whole base, or only the contacts that the user owns.
    package var seesEverybody: Bool {
        switch self {
        case .administrator, .manager, .viewer: true
        case .user, .marketer: false
        }
    }

    /// How far a user of this role sees and acts.
    package func reach(of user: UserID) -> Reach {
        seesEverybody ? .everybody : .owned(by: user)
    }

    /// The role in a few words.
    package var summary: String {
        switch self {
        case .administrator: "everything, users and settings too"
        case .manager: "everything with the whole base"
        case .marketer: "own contacts: edit, run actions, export, save segments, make forms, rules and workflows"
        case .user: "own contacts: edit and run actions"
        case .viewer: "the whole base, read only"
        }
    }
}
