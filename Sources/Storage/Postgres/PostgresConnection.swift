import Bitmaps
import CPostgres
import Foundation
import Secrets

/// One libpq connection, used by one thread at a time.
final class PostgresConnection: Connection {
    let dialect = Dialect.postgres
    let secretKeys: SecretKeyring
    let pointer: OpaquePointer
    private var prepared: [String: String] = [:]
    /// Whether the rows of a query are being handed over.
    private var isBusy = false
    /// When the time of the statements is over.
    var deadline: ContinuousClock.Instant?
    /// When the server was told last how much of it was left.
    var limitedAt = ContinuousClock.now

    /// - Throws: `StorageError` with the code `unavailable` when the server refuses or cannot be reached.
    init(url: String, secretKeys: SecretKeyring) throws {
        self.secretKeys = secretKeys
        guard let pointer = Self.connect(url) else { throw StorageError(.unavailable, "out of memory") }
        self.pointer = pointer
        guard PQstatus(pointer) == CONNECTION_OK else {
            throw StorageError(.unavailable, "cannot connect to PostgreSQL: \(Self.message(of: pointer))")
        }
        try run("SET client_min_messages = warning")
        // A server ends the statement of a program that was killed, and with it lets go of its locks. Servers on systems
        // that cannot see that refuse the setting, and work without it.
        try? run("SET client_connection_check_interval = '5s'")
        for (setting, value) in Self.limits {
            try execute("SELECT set_config(\(setting), \(value), false) WHERE current_setting(\(setting)) = '0'")
        }
    }

    /// Limits for each statement and each pause, never for a whole transaction, which may take long.
    ///
    /// What the address or the role says counts more.
    ///
    /// A program that is frozen within a transaction keeps locks while it sends no statement (first limit), or takes no
    /// rows (second limit). Who waits for a lock longer than the third limit ends programs that are frozen while they
    /// send rows (`endFrozenCopies`), and tries again.
    private static let limits = [
        ("idle_in_transaction_session_timeout", "45s"), ("tcp_user_timeout", "45s"), ("lock_timeout", "45s"),
    ]

    /// Connects; what the address itself says of these settings counts more.
    private static func connect(_ url: String) -> OpaquePointer? {
        let settings = [
            ("application_name", "kartoteka"), ("keepalives_idle", "30"), ("keepalives_interval", "10"),
            ("keepalives_count", "3"), ("dbname", url),
        ]
        let keys = settings.map { strdup($0.0) }
        let values = settings.map { strdup($0.1) }
        defer { for text in keys + values { free(text) } }
        return PQconnectdbParams(keys.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
    }

    deinit {
        PQfinish(pointer)
    }

    /// Whether the connection is alive and outside a transaction.
    var isUsable: Bool {
        PQstatus(pointer) == CONNECTION_OK && PQtransactionStatus(pointer) == PQTRANS_IDLE
    }

    /// Runs a statement without values.
    func run(_ text: String) throws {
        let result = PQexec(pointer, text)
        defer { PQclear(result) }
        try check(result)
    }

    /// Commits; losing the connection here leaves the outcome unknown, so that it must not be tried again blindly.
    func commit() throws {
        let result = PQexec(pointer, "COMMIT")
        defer { PQclear(result) }
        do {
            try check(result)
        } catch let error as StorageError where error.code == .unavailable {
            throw StorageError(.unknownOutcome, error.detail)
        }
        // After a failed statement the server answers COMMIT by rolling back, and does not call that an error.
        guard PQcmdStatus(result).map({ String(cString: $0) }) == "COMMIT" else {
            throw StorageError(.other, "nothing was committed: a statement failed and its error was not passed on")
        }
    }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        try send(dialect.render(sql)) { _ in }
    }

    func forEachRow(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        try send(dialect.render(sql), body)
    }

    func insert(_ batch: RowBatch) throws {
        guard !batch.isEmpty else { return }
        guard !isBusy else { throw StorageError.connectionIsBusy }
        for value in batch.values { try value.checkStorable() }
        let names = batch.columns.map(\.text).joined(separator: ", ")
        let result = PQexec(pointer, "COPY \(batch.table.text) (\(names)) FROM STDIN")
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COPY_IN else { throw error(of: result) }
        var text = CopyText()
        for index in 0..<batch.count {
            text.append(batch.row(index))
            if text.bytes.count > 1 << 16 { try copy(&text) }
        }
        try copy(&text)
        guard PQputCopyEnd(pointer, nil) == 1 else { throw lost() }
        try drain()
    }

    func execute(_ statement: StaticString, width: Int, values: [SQLValue]) throws {
        guard !values.isEmpty else { return }
        guard !isBusy else { throw StorageError.connectionIsBusy }
        for value in values { try value.checkStorable() }
        // Each row is found by a key. The plan is kept while the table grows, so it must not be one for an empty table.
        try run("SET LOCAL enable_seqscan = off")
        let name = try prepare(statement.description, like: values[..<width])
        try pipelined(name, width: width, values: values)
        try run("SET LOCAL enable_seqscan = on")
    }

    func lock(_ key: Int64) throws {
        // Advisory locks know no schemas; bases that share a database must not wait for each other.
        try execute("SELECT pg_advisory_xact_lock(hashtextextended(current_schema()::text, \(key)))")
    }

    private func copy(_ text: inout CopyText) throws {
        guard !text.bytes.isEmpty else { return }
        let code = text.bytes.withUnsafeBytes {
            PQputCopyData(pointer, $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count))
        }
        text.bytes.removeAll(keepingCapacity: true)
        guard code == 1 else { throw lost() }
    }

    /// Sends one statement and hands over its rows as they arrive, so that a large result is never held whole.
    @discardableResult
    private func send(_ statement: RenderedSQL, _ body: (any Row) throws -> Void) throws -> Int {
        guard !isBusy else { throw StorageError.connectionIsBusy }
        // Every second is often enough, and spares most statements a message.
        if let deadline, limitedAt.duration(to: .now) > .seconds(1) { try limitStatements(until: deadline) }
        let parameters = try PostgresParameters(statement.values[...])
        let sent = parameters.withPointers { types, values, lengths, formats in
            PQsendQueryParams(
                pointer,
                statement.text,
                Int32(statement.values.count),
                types,
                values,
                lengths,
                formats,
                0
            )
        }
        guard sent == 1 else { throw lost() }
        isBusy = true
        defer { isBusy = false }
        PQsetSingleRowMode(pointer)
        var failure: (any Error)?
        var affected = 0
        while let result = PQgetResult(pointer) {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_SINGLE_TUPLE where failure == nil:
                do { try body(PostgresRow(result: result)) } catch { failure = error }
            case PGRES_SINGLE_TUPLE, PGRES_TUPLES_OK:
                affected += Int(String(cString: PQcmdTuples(result))) ?? 0
            case PGRES_COMMAND_OK:
                affected += Int(String(cString: PQcmdTuples(result))) ?? 0
            default:
                failure = failure ?? error(of: result)
            }
        }
        if let failure { throw failure }
        return affected
    }

    private func prepare(_ text: String, like row: ArraySlice<SQLValue>) throws -> String {
        if let name = prepared[text] { return name }
        let name = "kartoteka_\(prepared.count)"
        var numbered = ""
        var count = 0
        for character in text {
            if character == "?" {
                count += 1
                numbered += "$\(count)"
            } else {
                numbered.append(character)
            }
        }
        let result = PQprepare(pointer, name, numbered, 0, nil)
        defer { PQclear(result) }
        try check(result)
        prepared[text] = name
        return name
    }

    /// Sends the rows without waiting for each answer, in portions that fit the socket buffers on both sides.
    private func pipelined(_ name: String, width: Int, values: [SQLValue]) throws {
        let portion = 256
        let rows = values.count / width
        guard PQenterPipelineMode(pointer) == 1 else { throw lost() }
        var failure: (any Error)?
        var row = 0
        while row < rows, failure == nil {
            let end = min(row + portion, rows)
            for index in row..<end {
                let parameters = PostgresParameters(checked: values[(index * width)..<((index + 1) * width)])
                let sent = parameters.withPointers { _, values, lengths, formats in
                    PQsendQueryPrepared(pointer, name, Int32(width), values, lengths, formats, 0)
                }
                if sent != 1 { failure = lost() }
            }
            if PQpipelineSync(pointer) != 1 { failure = failure ?? lost() }
            failure = drainPipeline() ?? failure
            row = end
        }
        if PQexitPipelineMode(pointer) != 1 { failure = failure ?? lost() }
        if let failure { throw failure }
    }

    /// Reads answers up to the end of the portion; a nil result only separates the statements.
    private func drainPipeline() -> (any Error)? {
        var failure: (any Error)?
        while PQstatus(pointer) == CONNECTION_OK {
            guard let result = PQgetResult(pointer) else { continue }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC: return failure
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_PIPELINE_ABORTED: continue
            default: failure = failure ?? error(of: result)
            }
        }
        return failure ?? lost()
    }

    private func drain() throws {
        var failure: (any Error)?
        while let result = PQgetResult(pointer) {
            defer { PQclear(result) }
            if PQresultStatus(result) != PGRES_COMMAND_OK { failure = failure ?? error(of: result) }
        }
        if let failure { throw failure }
    }

    private func check(_ result: OpaquePointer?) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
        default: throw error(of: result)
        }
    }

    private func lost() -> StorageError {
        StorageError(.unavailable, "the connection to PostgreSQL was lost: \(Self.message(of: pointer))")
    }

    private func error(of result: OpaquePointer?) -> StorageError {
        guard PQstatus(pointer) == CONNECTION_OK else { return lost() }
        let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
        let primary = PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) }
        return StorageError(Self.code(of: state), "\(primary ?? Self.message(of: pointer)) [\(state)]")
    }

    private static func code(of state: String) -> StorageError.Code {
        if state == "57014" { return .timedOut }
        // The server ended a transaction that paused too long.
        if state == "25P03" { return .unavailable }
        return switch state.prefix(2) {
        case "40", "55": .busy
        case "08", "57": .unavailable
        case "23": .conflict
        case "XX": .corrupt
        default: .other
        }
    }

    private static func message(of pointer: OpaquePointer) -> String {
        String(cString: PQerrorMessage(pointer)).split(separator: "\n").first.map(String.init) ?? "no message"
    }
}
