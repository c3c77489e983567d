import Contacts
import Selections

/// What the statuses mean, how many contacts have each, and how that changed.
struct StatusesPage: PageModel {
    static let template = "statuses"

    /// A status with its number and its meaning.
    struct Row: Sendable {
        let count: StatusCount
        let means: String
        let setBy: String
        let allows: String
    }

    /// The base at the end of one day.
    struct Day: Sendable {
        let dayLabel: String
        let dayTotal: String
        let numbers: [Number]
    }

    /// How many have one status: for people, and for the chart.
    struct Number: Sendable {
        let grouped: String
        let plain: String
    }

    let rows: [Row]
    let total: String
    /// Whether whoever looks sees the whole base, and so its chart.
    let hasHistory: Bool
    /// The earliest first; today last, as it is now.
    let days: [Day]
    let dayLimit: String

    var title: String { "Statuses" }
    var area: Area? { .statuses }
    var scripts: [String] { hasHistory ? ["vendor/chart.min.js", "status-chart.js"] : [] }

    /// Describes the page.
    ///
    /// - Parameters:
    ///   - counts: The numbers at present, within reach.
    ///   - history: The days with their numbers, the earliest first; nothing for who does not see the whole base.
    ///   - clock: Writes days.
    init(_ counts: StatusCounts, history: [(day: Int64, counts: StatusCounts)]?, clock: WorkspaceClock) {
        rows = zip(ContactStatus.allCases, StatusCount.all(counts, of: .all, keepsZeros: true)).map { status, count in
            Row(count: count, means: status.meaning, setBy: status.ways, allows: status.permits)
        }
        total = counts.total.counted("contact")
        hasHistory = history != nil
        days = (history ?? []).map { entry in
            Day(
                dayLabel: clock.dayText(entry.day),
                dayTotal: entry.counts.total.grouped,
                numbers: ContactStatus.allCases.map {
                    Number(grouped: entry.counts[$0].grouped, plain: "\(entry.counts[$0])")
                }
            )
        }
        dayLimit = "\(StatusPages.dayLimit)"
    }
}
