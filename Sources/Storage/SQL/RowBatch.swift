/// Rows that go into one table together.
package struct RowBatch: Sendable {
    package let table: SQL.Name
    package let columns: [SQL.Name]
    /// The values row by row, `columns.count` of them each.
    package private(set) var values: [SQLValue] = []

    package init(_ table: SQL.Name, _ columns: [SQL.Name]) {
        self.table = table
        self.columns = columns
    }

    package var isEmpty: Bool { values.isEmpty }

    package var count: Int { values.count / columns.count }

    package mutating func reserve(_ rows: Int) {
        values.reserveCapacity(rows * columns.count)
    }

    /// Adds a row; the values stand in the order of the columns.
    package mutating func append(_ row: SQLValue...) {
        append(row)
    }

    /// Adds a row; the values stand in the order of the columns.
    package mutating func append(_ row: [SQLValue]) {
        precondition(row.count == columns.count, "a row of \(table.text) needs \(columns.count) values")
        values += row
    }

    func row(_ index: Int) -> ArraySlice<SQLValue> {
        values[(index * columns.count)..<((index + 1) * columns.count)]
    }
}
