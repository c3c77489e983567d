package import Secrets

/// One connection inside a transaction, on the thread that belongs to it.
///
/// Every method blocks that thread, and throws `StorageError`.
package protocol Connection: AnyObject {
    var dialect: Dialect { get }

    /// The keys of stored secrets; see `seal` and `open`.
    var secretKeys: SecretKeyring { get }

    /// Runs a statement and tells how many rows it changed.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int

    /// Runs a query and hands over its rows one at a time; a row is valid only during the call.
    ///
    /// The body cannot use the connection, which is busy with the rows: that throws.
    func forEachRow(_ sql: SQL, _ body: (any Row) throws -> Void) throws

    /// Inserts many rows the fastest way that the database has.
    func insert(_ batch: RowBatch) throws

    /// Runs one statement many times. Its values are bound in the order in which they stand in each row.
    ///
    /// - Parameters:
    ///   - statement: Text with `?` for each value of a row.
    ///   - width: How many values each row has.
    ///   - values: The values of all rows, one row after the other.
    /// - Throws: `StorageError`.
    func execute(_ statement: StaticString, width: Int, values: [SQLValue]) throws

    /// Runs the body; a statement that is at work when the time is over is cancelled.
    ///
    /// - Parameters:
    ///   - deadline: When the time is over.
    ///   - body: Uses this connection.
    /// - Returns: What the body returns.
    /// - Throws: `StorageError` with the code `timedOut`, after which the transaction can only end; what the body throws.
    func cancelling<Value>(at deadline: ContinuousClock.Instant, _ body: () throws -> Value) throws -> Value

    /// Makes every other transaction wait that wants the lock of the same number, until this one ends.
    func lock(_ key: Int64) throws
}

extension Connection {
    /// The rows of a query, each turned into a value.
    package func rows<Value>(_ sql: SQL, _ make: (any Row) throws -> Value) throws -> [Value] {
        var result: [Value] = []
        try forEachRow(sql) { result.append(try make($0)) }
        return result
    }

    /// The first row of a query, if it has one.
    package func firstRow<Value>(_ sql: SQL, _ make: (any Row) throws -> Value) throws -> Value? {
        try rows(sql, make).first
    }

    /// Adds to a counter and returns its new value; the counter begins at 0.
    package func advance(counter name: String, by amount: Int64 = 1) throws -> Int64 {
        let value = try firstRow(
            """
            INSERT INTO counter (name, value) VALUES (\(name), \(amount))
            ON CONFLICT (name) DO UPDATE SET value = counter.value + excluded.value RETURNING value
            """,
            { $0.integer(0) }
        )
        guard let value else { throw StorageError(.corrupt, "the counter \(name) has no value") }
        return value
    }
}

/// A row of a result.
///
/// Columns are numbered from 0.
package protocol Row {
    func isNull(_ column: Int) -> Bool
    func integer(_ column: Int) -> Int64
    func real(_ column: Int) -> Double
    func text(_ column: Int) -> String
    func bytes(_ column: Int) -> [UInt8]
}

extension Row {
    package func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }

    package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

    package func optionalBytes(_ column: Int) -> [UInt8]? { isNull(column) ? nil : bytes(column) }

    package func flag(_ column: Int) -> Bool { integer(column) != 0 }

    package func number(_ column: Int) -> UInt32 { UInt32(truncatingIfNeeded: integer(column)) }
}
