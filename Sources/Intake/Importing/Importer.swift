package import Contacts
import Foundation
package import Storage

/// Brings the contacts of a file into the base.
package struct Importer: Sendable {
    private let database: any Database
    private let time: TimeSource
    private let rowsPerBatch: Int

    /// How many rows are brought in at a time.
    ///
    /// Large, because each commit writes the pages of the unique indexes anew, and those are hit all over.
    package static let usualRowsPerBatch = 65_536

    package init(_ database: any Database, time: TimeSource, rowsPerBatch: Int = Importer.usualRowsPerBatch) {
        self.database = database
        self.time = time
        self.rowsPerBatch = rowsPerBatch
    }

    /// Imports a file, batch by batch.
    ///
    /// Each batch is one transaction. An import that was interrupted is simply started again: what it did counts as
    /// unchanged then.
    ///
    /// - Parameters:
    ///   - file: What to read.
    ///   - options: What it does to contacts.
    ///   - actor: Who imports.
    ///   - progress: Is told how many bytes of the file are done.
    /// - Returns: What became of the rows, and which columns were left out.
    /// - Throws: `CSVError` or `MappingError` when the file cannot be read, `StorageError`.
    package func run(
        _ file: ImportFile,
        _ options: ImportOptions,
        actor: String,
        progress: (Int) -> Void = { _ in }
    ) async throws -> ImportResult {
        let now = time.now
        let source = try ImportSource(file, timeZone: try await timeZone(), rowsPerBatch: rowsPerBatch)
        let id = try await begin(file, actor: actor, at: now)
        let cause = Cause(.import, id: id, text: file.name, actor: actor)
        var summary = ImportSummary()
        var withdrawals = Withdrawals(options)
        var batch = try await source.next()
        while let current = batch {
            // The next rows are read while these are written.
            async let following = source.next()
            let work = ImportBatch(
                withdrawals.marking(current.rows),
                ImportRules(options: options, now: now),
                cause: cause,
                behind: summary.rows
            )
            let result = try await commit(work)
            summary = summary + result + ImportSummary(rows: current.rejected, rejected: current.rejected)
            progress(current.bytesRead)
            batch = try await following
        }
        try await source.close()
        try await finish(id, summary)
        return ImportResult(summary: summary, description: await source.description)
    }

    /// Finds out exactly what an import would do, and writes nothing.
    ///
    /// Does the whole work in one transaction and rolls it back; other writers wait meanwhile. The file of
    /// rejects is written, so that it can be looked at.
    package func dryRun(_ file: ImportFile, _ options: ImportOptions, actor: String) async throws -> ImportResult {
        let now = time.now
        let timeZone = try await timeZone()
        let cause = Cause(.import, text: file.name, actor: actor)
        do {
            return try await database.write { (connection) throws -> ImportResult in
                var summary = ImportSummary()
                var withdrawals = Withdrawals(options)
                let source = try ImportReading(file, timeZone: timeZone, rowsPerBatch: rowsPerBatch)
                while let batch = try source.next() {
                    let work = ImportBatch(
                        withdrawals.marking(batch.rows),
                        ImportRules(options: options, now: now),
                        cause: cause,
                        behind: summary.rows
                    )
                    let rejected = ImportSummary(rows: batch.rejected, rejected: batch.rejected)
                    summary = summary + (try work.run(connection)) + rejected
                }
                try source.close()
                throw DryRunEnd(result: ImportResult(summary: summary, description: source.description))
            }
        } catch let end as DryRunEnd {
            return end.result
        }
    }

    /// Commits a batch, and tries again after a conflict: somebody else may create one of its contacts between the look
    /// at the base and the commit, and the next attempt sees them.
    private func commit(_ work: ImportBatch) async throws -> ImportSummary {
        for _ in 1..<Self.attempts {
            do {
                return try await database.write { try work.run($0) }
            } catch let error as StorageError where error.code == .conflict {}
        }
        return try await database.write { try work.run($0) }
    }

    private static let attempts = 8

    private func timeZone() async throws -> TimeZone {
        try await database.read { try Workspace.timeZone(in: $0) }
    }

    private func begin(_ file: ImportFile, actor: String, at now: Int64) async throws -> Int64 {
        try await database.write { connection in
            let id = try connection.advance(counter: "import")
            try connection.execute(
                "INSERT INTO import (id, file, started_at, actor) VALUES (\(id), \(file.name), \(now), \(actor))"
            )
            return id
        }
    }

    private func finish(_ id: Int64, _ summary: ImportSummary) async throws {
        let now = time.now
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = String(decoding: try encoder.encode(summary), as: UTF8.self)
        try await database.write { connection in
            _ = try connection.execute("UPDATE import SET finished_at = \(now), summary = \(json) WHERE id = \(id)")
        }
    }
}

/// Ends the transaction of a dry run without a trace.
private struct DryRunEnd: Error {
    let result: ImportResult
}
