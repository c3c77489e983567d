/// One row of a file, column by column.
package struct CSVRecord: Sendable, Hashable {
    /// What is wrong with a row before anybody looks at its meaning.
    package enum Problem: Sendable, Hashable {
        /// A column has bytes that are no text in the encoding of the file.
        case unreadable(column: Int)
        /// A quotation mark is opened, and the file ends before it is closed.
        case openQuote
    }

    /// The line of the file in which the row begins; the first one is 1.
    package let line: Int
    package let fields: [String]
    package let problem: Problem?

    package init(line: Int, fields: [String], problem: Problem? = nil) {
        self.line = line
        self.fields = fields
        self.problem = problem
    }
}
