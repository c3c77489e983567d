import GRDB
package import Logging
package import Secrets

/// The embedded database: one file in WAL mode, one writer, several readers.
package final class SQLiteDatabase: Database {
    package let dialect = Dialect.sqlite
    package let readers = 4
    private let pool: DatabasePool
    private let secretKeys: SecretKeyring

    /// Opens the file and creates it when it does not exist.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - secretKeys: The keys of stored secrets; `nil` for those in `PATH.key`.
    ///   - logger: Gets a note when the files were open to other users.
    /// - Throws: `StorageError` with the code `unavailable` when that fails.
    package init(path: String, secretKeys: SecretKeyring? = nil, logger: Logger? = nil) throws {
        let files = SQLiteFiles(path)
        self.secretKeys = secretKeys ?? SecretKeyring(.beside(SecretKeyFile(files.key)))
        try files.close(logger)
        var configuration = Configuration()
        configuration.busyMode = .timeout(60)
        configuration.maximumReaderCount = readers
        configuration.prepareDatabase { database in
            // 64 MiB of pages for each connection: random insertions into the unique indexes of a large base
            // otherwise read every page again.
            try database.execute(sql: "PRAGMA cache_size = -65536")
            // No file in memory: where another program cuts it short, reading is an error instead of a signal that ends
            // the process.
            try database.execute(sql: "PRAGMA mmap_size = 0")
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 16384")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
        } catch {
            let reason = (error as? DatabaseError).map { StorageError($0).detail } ?? "\(error)"
            throw StorageError(.unavailable, "cannot open the SQLite database at \(path): \(reason)")
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await translatingErrors {
            try await self.pool.read { try body(SQLiteConnection($0, self.secretKeys)) }
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await Retry.whileBusy {
            try await self.translatingErrors {
                try await self.pool.write { try body(SQLiteConnection($0, self.secretKeys)) }
            }
        }
    }

    /// Moves the log into the file and empties it, as far as readers let go of it.
    func emptyLog() async throws {
        try await translatingErrors {
            _ = try await self.pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
    }

    package func close() async {
        try? pool.close()
    }

    private func translatingErrors<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }
}

extension StorageError {
    init(_ error: DatabaseError) {
        let code: Code =
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            case .SQLITE_INTERRUPT: .timedOut
            case .SQLITE_CONSTRAINT: .conflict
            case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_READONLY: .unavailable
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
            default: .other
            }
        self.init(code, Self.words(code, error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"))
    }

    private static func words(_ code: Code, _ message: String) -> String {
        guard code == .corrupt else { return message }
        return "the file of the database is damaged or cut short (\(message)): stop the server and restore a backup"
    }
}
