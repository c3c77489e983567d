import GRDB
import GRDBSQLite
import Secrets

/// A GRDB connection inside a transaction.
///
/// Rows are read straight from SQLite: a bulk action reads millions of them.
final class SQLiteConnection: Connection {
    let dialect = Dialect.sqlite
    let secretKeys: SecretKeyring
    private let database: GRDB.Database
    private var isBusy = false

    init(_ database: GRDB.Database, _ secretKeys: SecretKeyring) {
        self.database = database
        self.secretKeys = secretKeys
    }

    var handle: OpaquePointer? { database.sqliteConnection }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        try forEachRow(sql) { _ in }
        guard let connection = database.sqliteConnection else { return 0 }
        return Int(sqlite3_changes(connection))
    }

    func forEachRow(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        let rendered = dialect.render(sql)
        try withStatement(rendered.text) { statement in
            try bind(rendered.values[...], to: statement)
            let row = SQLiteRow(statement: statement)
            while try step(statement) { try body(row) }
        }
    }

    func insert(_ batch: RowBatch) throws {
        guard !batch.isEmpty else { return }
        let names = batch.columns.map(\.text).joined(separator: ", ")
        let marks = batch.columns.map { _ in "?" }.joined(separator: ", ")
        try run(
            "INSERT INTO \(batch.table.text) (\(names)) VALUES (\(marks))",
            width: batch.columns.count,
            batch.values
        )
    }

    func execute(_ statement: StaticString, width: Int, values: [SQLValue]) throws {
        try run(statement.description, width: width, values)
    }

    /// SQLite has one writer at a time: the transaction itself is the lock.
    func lock(_ key: Int64) {}

    private func run(_ text: String, width: Int, _ values: [SQLValue]) throws {
        guard !values.isEmpty else { return }
        try withStatement(text) { statement in
            var position = 0
            while position < values.count {
                try bind(values[position..<(position + width)], to: statement)
                while try step(statement) {}
                sqlite3_reset(statement)
                position += width
            }
        }
    }

    private func withStatement(_ text: String, _ body: (OpaquePointer) throws -> Void) throws {
        // SQLite could do this; PostgreSQL cannot, and what runs on one engine must run on the other.
        guard !isBusy else { throw StorageError.connectionIsBusy }
        isBusy = true
        defer { isBusy = false }
        let statement = try database.cachedStatement(sql: text)
        let pointer = statement.sqliteStatement
        defer {
            sqlite3_reset(pointer)
            sqlite3_clear_bindings(pointer)
        }
        try withExtendedLifetime(statement) { try body(pointer) }
    }

    private func step(_ statement: OpaquePointer) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let message = sqlite3_errmsg(sqlite3_db_handle(statement)).map { String(cString: $0) }
            throw StorageError(DatabaseError(resultCode: ResultCode(rawValue: code), message: message))
        }
    }

    private func bind(_ values: ArraySlice<SQLValue>, to statement: OpaquePointer) throws {
        var index: Int32 = 1
        for value in values {
            try value.checkStorable()
            let code: Int32 =
                switch value {
                case .null: sqlite3_bind_null(statement, index)
                case .integer(let integer): sqlite3_bind_int64(statement, index, integer)
                case .real(let real): sqlite3_bind_double(statement, index, real)
                case .text(let text): bind(text, at: index, of: statement)
                case .bytes(let bytes):
                    sqlite3_bind_blob64(statement, index, bytes, UInt64(bytes.count), transient)
                case .numbers(let numbers): bind(utf8: ListLiteral.json(numbers), at: index, of: statement)
                case .texts(let texts): bind(utf8: ListLiteral.json(texts), at: index, of: statement)
                }
            guard code == SQLITE_OK else { throw StorageError(.other, "cannot bind value \(index) (SQLite \(code))") }
            index += 1
        }
    }

    private func bind(_ text: String, at index: Int32, of statement: OpaquePointer) -> Int32 {
        // The base address of an empty text may be null, which would bind NULL.
        guard !text.isEmpty else { return sqlite3_bind_text(statement, index, "", 0, transient) }
        var text = text
        return text.withUTF8 { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text64(
                    statement,
                    index,
                    $0.baseAddress,
                    UInt64($0.count),
                    transient,
                    UInt8(SQLITE_UTF8)
                )
            }
        }
    }

    private func bind(utf8 bytes: [UInt8], at index: Int32, of statement: OpaquePointer) -> Int32 {
        bytes.withUnsafeBytes {
            sqlite3_bind_text64(
                statement,
                index,
                $0.bindMemory(to: CChar.self).baseAddress,
                UInt64($0.count),
                transient,
                UInt8(SQLITE_UTF8)
            )
        }
    }

    /// Asks SQLite to copy the bytes before the call returns.
    private var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

private struct SQLiteRow: Row {
    let statement: OpaquePointer

    func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
    }

    func integer(_ column: Int) -> Int64 {
        sqlite3_column_int64(statement, Int32(column))
    }

    func real(_ column: Int) -> Double {
        sqlite3_column_double(statement, Int32(column))
    }

    func text(_ column: Int) -> String {
        guard let bytes = sqlite3_column_text(statement, Int32(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int) -> [UInt8] {
        guard let bytes = sqlite3_column_blob(statement, Int32(column)) else { return [] }
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, Int32(column)))))
    }
}
