/// Who acts, and how far.
package struct Actor: Sendable, Hashable {
    /// The name in the journal and under notes: the e-mail address of a user, or the word for a part of the program.
    package let name: String
    /// The user, where it is one.
    package let user: UserID?
    package let reach: Reach
    /// Whether rules and workflows that others keep to themselves are no secret.
    package let seesAllAutomations: Bool

    /// Describes who acts.
    ///
    /// - Parameters:
    ///   - name: The name in the journal.
    ///   - user: The user, where it is one.
    ///   - reach: How far.
    ///   - seesAllAutomations: Whether it knows what others keep to themselves; without it, who sees the whole base does.
    package init(name: String, user: UserID?, reach: Reach, seesAllAutomations: Bool? = nil) {
        self.name = name
        self.user = user
        self.reach = reach
        self.seesAllAutomations = seesAllAutomations ?? (reach == .everybody)
    }

    /// Whoever works at the console of the machine, with the whole base in their hands anyway.
    package static let `operator` = Actor(name: "operator", user: nil, reach: .everybody)

    /// Whether the actor may do this with a contact that has these owners.
    package func may(_ right: ContactRight, _ owners: OwnerList) -> Bool {
        reach.gives(right, over: owners)
    }
}

/// Whose contacts somebody sees and acts on.
package enum Reach: Sendable, Hashable {
    case everybody
    /// Only contacts that this user owns, as far as the level of ownership allows.
    case owned(by: UserID)

    /// Whether it goes as far as this with a contact that has these owners.
    package func gives(_ right: ContactRight, over owners: OwnerList) -> Bool {
        switch self {
        case .everybody: true
        case .owned(let user): owners.level(of: user).map { $0 >= right.level } ?? false
        }
    }
}
