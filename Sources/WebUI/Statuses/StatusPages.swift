import Access
import Contacts
import Hummingbird
import Selections
import Storage

/// The page about statuses.
struct StatusPages: Sendable {
    let site: Site

    /// How many days the chart shows, today among them.
    static let dayLimit = 90

    func declare(on routes: inout Routes) {
        routes.get("/statuses", needs: .permission(.seeContacts)) { try await show($0, $1) }
    }

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let reach = try context.actor.reach
        let page = try await site.database.read { connection in
            let clock = WorkspaceClock(try Workspace.timeZone(in: connection))
            let members = try site.audiences.statusMembers(in: connection, reach: reach)
            let history = reach == .everybody ? try history(from: members, clock, connection) : nil
            return StatusesPage(members.counts, history: history, clock: clock)
        }
        return site.page(page, for: request, context)
    }

    /// The latest days with their counts, without those before the first contact.
    private func history(
        from members: StatusMembers,
        _ clock: WorkspaceClock,
        _ connection: any Connection
    ) throws -> [(day: Int64, counts: StatusCounts)] {
        let days = clock.days(Self.dayLimit, until: site.time.now)
        // A day ends where the next one begins.
        let finished = try site.statusHistory.counts(at: Array(days.dropFirst()), from: members, connection)
        let all = zip(days, finished + [members.counts]).map { (day: $0, counts: $1) }
        return Array(all.dropLast().drop { $0.counts.total == 0 }) + all.suffix(1)
    }
}
