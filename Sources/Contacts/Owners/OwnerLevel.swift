/// What an owner may do with a contact.
package enum OwnerLevel: Int64, Sendable, Hashable, CaseIterable, Comparable {
    /// Sees the contact and cannot act.
    case readOnly = 1
    /// Edits the contact and acts on it, but neither deletes it nor changes its owners.
    case owner = 2
    /// Has all rights; a contact has one main owner.
    case main = 3

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The word in queries and plan files.
    package var word: String {
        switch self {
        case .readOnly: "read-only"
        case .owner: "owner"
        case .main: "main"
        }
    }

    /// What people call it.
    package var label: String {
        switch self {
        case .readOnly: "read-only owner"
        case .owner: "owner"
        case .main: "main owner"
        }
    }

    package init?(word: String) {
        guard let level = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = level
    }
}

/// Something that may be done with a contact.
package enum ContactRight: Sendable, Hashable, CaseIterable {
    case see
    case edit
    case delete
    case changeOwners

    /// The lowest level of ownership that gives the right.
    package var level: OwnerLevel {
        switch self {
        case .see: .readOnly
        case .edit: .owner
        case .delete, .changeOwners: .main
        }
    }
}
