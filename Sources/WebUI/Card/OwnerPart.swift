import Access
import Contacts

/// The owners of a contact, as its card shows them.
struct OwnerPart: Sendable {
    struct Row: Sendable {
        let ownerName: String
        let ownerEmail: String
        let ownerNumber: String
        let levelLabel: String
        let since: Moment
        let isRemovable: Bool
    }

    let rows: [Row]
    /// The fields of the form that assigns an owner; empty for who may not.
    let fields: [FormField]
    let mayChange: Bool

    /// Describes the owners.
    ///
    /// - Parameters:
    ///   - owners: The owners.
    ///   - users: Every user.
    ///   - mayChange: Whether whoever looks may assign and remove owners.
    ///   - clock: Writes times.
    init(_ owners: OwnerList, users: [User], mayChange: Bool, clock: WorkspaceClock) {
        let known = Dictionary(uniqueKeysWithValues: users.map { ($0.id, $0) })
        rows = owners.owners.map { owner in
            let user = known[owner.user]
            return Row(
                ownerName: user?.name ?? "user \(owner.user.number)",
                ownerEmail: user?.email ?? "",
                ownerNumber: "\(owner.user.number)",
                levelLabel: owner.level.label,
                since: clock.moment(owner.since),
                isRemovable: mayChange && owners.owners.count > 1
            )
        }
        self.mayChange = mayChange
        let people = users.filter(\.isActive).map {
            (word: "\($0.id.number)", caption: "\($0.name), \($0.email)")
        }
        fields =
            mayChange
            ? [
                FormField("user", "Owner", .searchedChoice([("", "choose")] + people)),
                FormField(
                    "level",
                    "Level",
                    .choice(OwnerLevel.allCases.reversed().map { (word: $0.word, caption: $0.label) }),
                    value: OwnerLevel.owner.word
                ),
            ] : []
    }
}
