/// One owner of a contact.
package struct Ownership: Sendable, Hashable {
    package let user: UserID
    package var level: OwnerLevel
    /// Since when, in milliseconds; a change of the level keeps it.
    package let since: Int64

    package init(_ user: UserID, _ level: OwnerLevel, since: Int64) {
        self.user = user
        self.level = level
        self.since = since
    }
}

/// The owners of one contact, the earliest first.
///
/// A list with owners has exactly one main owner, and once a contact has owners it keeps at least one. The rules are
/// those of the specification's action G.
package struct OwnerList: Sendable, Hashable {
    package private(set) var owners: [Ownership]

    /// Takes owners as they are stored.
    package init(_ owners: [Ownership] = []) {
        self.owners = owners.count < 2 ? owners : owners.sorted { ($0.since, $0.user) < ($1.since, $1.user) }
    }

    /// A contact's first owner, who is its main owner.
    package init(main user: UserID, since: Int64) {
        owners = [Ownership(user, .main, since: since)]
    }

    package var isEmpty: Bool { owners.isEmpty }

    package var main: UserID? { owners.first { $0.level == .main }?.user }

    /// The level of a user, if the user is an owner.
    package func level(of user: UserID) -> OwnerLevel? {
        owners.first { $0.user == user }?.level
    }

    /// Makes a user an owner, or gives an owner another level.
    ///
    /// A new main owner makes the former one an owner. When the main owner gets a lower level, the earliest full owner
    /// becomes the main owner. The first owner of a contact becomes its main owner, whatever the level.
    ///
    /// - Throws: `OwnerRuleError.onlyReadOnlyRemain` when nobody could take the main owner's place.
    package mutating func assign(_ user: UserID, _ level: OwnerLevel, at now: Int64) throws(OwnerRuleError) {
        guard !owners.isEmpty else {
            self = OwnerList(main: user, since: now)
            return
        }
        var changed = self
        if let index = owners.firstIndex(where: { $0.user == user }) {
            let wasMain = owners[index].level == .main
            if level == .main, !wasMain { changed.demoteMain() }
            changed.owners[index].level = level
            if wasMain, level != .main { try changed.promote(except: user) }
        } else {
            if level == .main { changed.demoteMain() }
            changed = OwnerList(changed.owners + [Ownership(user, level, since: now)])
        }
        self = changed
    }

    /// Takes an owner away; when it is the main owner, the earliest full owner takes its place.
    ///
    /// - Returns: Whether the user was an owner.
    /// - Throws: `OwnerRuleError` when no other owner remains, or only read-only ones.
    package mutating func remove(_ user: UserID) throws(OwnerRuleError) -> Bool {
        guard let index = owners.firstIndex(where: { $0.user == user }) else { return false }
        guard owners.count > 1 else { throw .lastOwner }
        var changed = self
        let removed = changed.owners.remove(at: index)
        if removed.level == .main { try changed.promote(except: user) }
        self = changed
        return true
    }

    /// Lets one user take the place of another, at the higher of both levels.
    ///
    /// - Returns: Whether the user who leaves was an owner.
    package mutating func handOver(from leaving: UserID, to successor: UserID, at now: Int64) -> Bool {
        guard leaving != successor, let left = owners.first(where: { $0.user == leaving }) else { return false }
        var rest = owners.filter { $0.user != leaving }
        if let index = rest.firstIndex(where: { $0.user == successor }) {
            rest[index].level = max(rest[index].level, left.level)
        } else {
            rest.append(Ownership(successor, left.level, since: now))
        }
        self = OwnerList(rest)
        return true
    }

    private mutating func demoteMain() {
        for index in owners.indices where owners[index].level == .main { owners[index].level = .owner }
    }

    private mutating func promote(except user: UserID) throws(OwnerRuleError) {
        guard let index = owners.firstIndex(where: { $0.level == .owner && $0.user != user }) else {
            throw .onlyReadOnlyRemain
        }
        owners[index].level = .main
    }
}

/// Which rule of ownership a change would break.
package enum OwnerRuleError: Error, Equatable {
    /// A contact keeps at least one owner.
    case lastOwner
    /// Nobody but read-only owners would remain, and none of them can be the main owner.
    case onlyReadOnlyRemain
}
