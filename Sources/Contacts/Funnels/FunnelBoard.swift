package import Storage

/// A funnel and who is on its stages, as far as somebody sees.
package struct FunnelBoard: Sendable, Hashable {
    package struct Column: Sendable, Hashable {
        package let stage: Stage
        package let contacts: Int
        /// The sum of the contacts' values.
        package let value: Int64
        /// Contacts that are on this stage or a later one.
        package let reached: Int

        /// The share of those who reached the stage before that reached this one too; nothing for the first stage, and
        /// where nobody reached the one before.
        package let conversion: Double?
    }

    package let funnel: Funnel
    package let columns: [Column]

    /// All contacts of the funnel.
    package var contacts: Int { columns.reduce(0) { $0 + $1.contacts } }
    package var value: Int64 { columns.reduce(0) { $0 + $1.value } }

    /// Counts the contacts of a funnel; contacts deleted on their cards are not among them.
    ///
    /// - Parameters:
    ///   - funnel: Which one.
    ///   - reach: Whose contacts to look at.
    ///   - connection: Reads them.
    /// - Throws: `StorageError`.
    package init(_ funnel: Funnel, within reach: Reach, _ connection: any Connection) throws {
        var found: [StageID: (contacts: Int, value: Int64)] = [:]
        try connection.forEachRow(
            """
            SELECT s.stage_id, COUNT(*), CAST(COALESCE(SUM(s.value), 0) AS BIGINT)
            FROM contact_stage s JOIN contact c ON c.number = s.number
            WHERE s.funnel_id = \(funnel.id.number) AND c.removed_at IS NULL\(reach.narrowing("s.number"))
            GROUP BY s.stage_id
            """
        ) { found[StageID($0.integer(0))] = (Int($0.integer(1)), $0.integer(2)) }
        self.init(funnel, found)
    }

    init(_ funnel: Funnel, _ found: [StageID: (contacts: Int, value: Int64)]) {
        self.funnel = funnel
        var columns: [Column] = []
        var reached = found.values.reduce(0) { $0 + $1.contacts }
        var before: Int?
        for stage in funnel.stages {
            let here = found[stage.id] ?? (0, 0)
            let conversion = before.flatMap { $0 == 0 ? nil : Double(reached) / Double($0) }
            columns.append(
                Column(
                    stage: stage,
                    contacts: here.contacts,
                    value: here.value,
                    reached: reached,
                    conversion: conversion
                )
            )
            before = reached
            reached -= here.contacts
        }
        self.columns = columns
    }
}
