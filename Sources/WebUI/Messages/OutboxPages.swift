import Access
import Contacts
import Hummingbird
import Messaging
import Storage

/// The outbox: what waits, and what became of everything else.
struct OutboxPages: Sendable {
    let site: Site

    /// How many messages a page shows.
    static let pageSize = 50

    func declare(on routes: inout Routes) {
        let need = Need.permission(.manageMessages)
        routes.get("/messages", needs: need) { try await list($0, $1) }
        routes.post("/messages/again", needs: need) { request, context in
            try await change(request, context, word: "wait") { try await site.outbox.sendAgain($0) }
        }
        routes.post("/messages/cancel", needs: need) { request, context in
            try await change(request, context, word: "are cancelled") { try await site.outbox.cancel($0) }
        }
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let query = request.queryFields
        let filter = OutboxFilter(rawValue: query["state"]) ?? .all
        let before = Int64(query["before"])
        let reach = try context.actor.reach
        let (entries, counts, editable) = try await site.database.read { connection in
            let reader = MessageReader(connection)
            let entries = try reader.messages(
                in: filter.states,
                before: before,
                limit: Self.pageSize + 1,
                reach: reach
            )
            let editable = try reader.reachable(entries.map(\.id), for: .edit, reach: reach)
            return (entries, try reader.counts(reach: reach), Set(editable))
        }
        let page = OutboxPage(
            entries,
            editable: editable,
            counts: counts,
            filter: filter,
            clock: try await site.clock()
        )
        return site.page(page, for: request, context)
    }

    private func change(
        _ request: Request,
        _ context: WebContext,
        word: String,
        _ work: ([Int64]) async throws -> Int
    ) async throws -> Response {
        let fields = try await site.form(request)
        let filter = OutboxFilter(rawValue: fields["state"]) ?? .all
        let path = "/messages?state=\(filter.rawValue)"
        let wanted = fields.all("message").compactMap(Int64.init)
        let reach = try context.actor.reach
        let (seen, allowed) = try await site.database.read { connection in
            let reader = MessageReader(connection)
            return (
                try reader.reachable(wanted, for: .see, reach: reach),
                try reader.reachable(wanted, for: .edit, reach: reach)
            )
        }
        guard !allowed.isEmpty else {
            let words = seen.isEmpty ? "Tick messages first." : "You are a read-only owner of these contacts."
            return .redirect(to: path, flash: .problem(words), for: request)
        }
        let count = try await work(allowed)
        return .redirect(to: path, flash: .done("\(count.counted("message")) \(word)."), for: request)
    }
}

/// Which messages the page shows.
enum OutboxFilter: String, CaseIterable {
    case all
    case waiting
    case sent
    case refused
    case failed
    case unclear

    var states: [MessageState] {
        switch self {
        case .all: MessageState.allCases
        case .waiting: [.waiting, .sending]
        case .sent: [.sent]
        case .refused: [.refused]
        case .failed: [.failed, .cancelled]
        case .unclear: [.unclear]
        }
    }

    var label: String {
        switch self {
        case .all: "all"
        case .waiting: "waiting"
        case .sent: "sent"
        case .refused: "not sent: no consent"
        case .failed: "failed or cancelled"
        case .unclear: "unclear"
        }
    }
}
