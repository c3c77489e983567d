import Bitmaps
import Storage

/// Writes where contacts are in one funnel.
struct StageRows {
    private let connection: any Connection
    private let funnel: FunnelID

    init(_ connection: any Connection, funnel: FunnelID) {
        self.connection = connection
        self.funnel = funnel
    }

    func write(_ change: Change) throws {
        if change.old != .same(.none) {
            try connection.execute(
                """
                DELETE FROM contact_stage
                WHERE funnel_id = \(funnel.number) AND \(.isMember("number", change.contacts))
                """
            )
        }
        var batch = RowBatch("contact_stage", ["funnel_id", "number", "stage_id", "entered_at", "value"])
        batch.reserve(change.contacts.count)
        for (rank, number) in change.contacts.numbers.enumerated() {
            guard case .stage(let stage, let since, let value) = change.new[rank] else { continue }
            batch.append(
                .integer(funnel.number),
                number.sqlValue,
                .integer(stage.number),
                .integer(since),
                value.sqlValue
            )
        }
        try connection.insert(batch)
    }
}
