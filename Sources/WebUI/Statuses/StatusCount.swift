import Contacts
import Selections

/// How many contacts of a group have one status.
struct StatusCount: Sendable {
    let dotClass: String
    let statusLabel: String
    let statusCount: String
    /// The contacts, where there is a list of them.
    let statusAddress: String?

    /// The counts of a group, one for each status that somebody has.
    ///
    /// - Parameters:
    ///   - counts: The numbers.
    ///   - group: Whom the list of contacts shows by it; nothing where there is no such list.
    ///   - keepsZeros: Whether statuses that nobody has are told too.
    /// - Returns: The counts, in the order of the statuses.
    static func all(_ counts: StatusCounts, of group: Criterion?, keepsZeros: Bool = false) -> [StatusCount] {
        ContactStatus.allCases.filter { keepsZeros || counts[$0] > 0 }.map { status in
            StatusCount(
                dotClass: status.dotClass,
                statusLabel: status.label,
                statusCount: counts[status].grouped,
                statusAddress: group.map { group in
                    let narrowed = group == .all ? status.criterion : .and([group, status.criterion])
                    return "/contacts?" + FormFields.query([("q", narrowed.queryText)])
                }
            )
        }
    }
}
