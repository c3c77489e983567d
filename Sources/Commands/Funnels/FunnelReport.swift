import Contacts
import Storage

/// Prints funnels, with the contacts that whoever asks sees.
struct FunnelReport {
    private let world: World
    private let json: Bool

    init(_ world: World, json: Bool) {
        self.world = world
        self.json = json
    }

    func show(all funnels: [Funnel]) async throws {
        let boards = try await boards(funnels)
        if json {
            try Console.say(json: boards.map(FunnelDocument.init))
            return
        }
        for board in boards {
            let stages = board.columns.map { "\($0.stage.name) \($0.contacts.grouped)" }.joined(separator: ", ")
            let group = board.funnel.group.map { " (\($0))" } ?? ""
            Console.say("\(board.funnel.name)\(group)  \(board.contacts.counted("contact"))  \(stages)")
        }
    }

    func show(_ funnel: Funnel) async throws {
        for board in try await boards([funnel]) {
            if json {
                try Console.say(json: FunnelDocument(board))
                continue
            }
            Console.say("\(funnel.name)  \(board.contacts.counted("contact")), worth \(board.value.grouped)")
            for column in board.columns {
                let conversion = column.conversion.map { ", \(Int(($0 * 100).rounded())) % got here" } ?? ""
                let worth = "worth \(column.value.grouped)"
                Console.say("  \(column.stage.name)  \(column.contacts.counted("contact")), \(worth)\(conversion)")
            }
        }
    }

    private func boards(_ funnels: [Funnel]) async throws -> [FunnelBoard] {
        let reach = world.actor.reach
        return try await world.database.read { connection in
            try funnels.map { try FunnelBoard($0, within: reach, connection) }
        }
    }
}

/// A funnel as JSON shows it.
private struct FunnelDocument: Encodable {
    struct StageDocument: Encodable {
        let name: String
        let contacts: Int
        let value: Int64
        let reached: Int
        let conversion: Double?
    }

    let name: String
    let group: String?
    let contacts: Int
    let value: Int64
    let stages: [StageDocument]

    init(_ board: FunnelBoard) {
        name = board.funnel.name
        group = board.funnel.group
        contacts = board.contacts
        value = board.value
        stages = board.columns.map {
            StageDocument(
                name: $0.stage.name,
                contacts: $0.contacts,
                value: $0.value,
                reached: $0.reached,
                conversion: $0.conversion
            )
        }
    }
}
