/// Why a file cannot be read as CSV.
package enum CSVError: Error, Equatable, Sendable {
    case missing(path: String)
    case directory(path: String)
    case unreadable(path: String, reason: String)
    case empty(path: String)
    case spreadsheet(path: String)
    case compressed(path: String)
    case binary(path: String)
    /// A row beyond all measure, as a quotation mark that is never closed makes it.
    case endlessRow(line: Int, limit: Int)
    case outOfMemory(line: Int)
    /// What the first line of the file, such as `sep=|`, says stands between columns.
    case unknownSeparator(String)

    /// What is wrong and what helps.
    package var message: String {
        switch self {
        case .missing(let path): "there is no file \(path)"
        case .directory(let path): "\(path) is a folder; name a CSV file in it"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .empty(let path): "\(path) is empty; a line of column names is needed at least"
        case .spreadsheet(let path): "\(path) is a spreadsheet, not CSV; save it as “CSV UTF-8” and import that"
        case .compressed(let path): "\(path) is compressed; unpack it and import the CSV file inside"
        case .binary(let path): "\(path) is not a text file; a CSV file is needed"
        case .endlessRow(let line, let limit):
            """
            the row that begins in line \(line) is longer than \(limit / 1024) KiB; probably a quotation mark in it is \
            never closed
            """
        case .unknownSeparator(let text):
            "the first line says that “\(text)” stands between the columns; use a comma, a semicolon or a tab"
        case .outOfMemory(let line): "there is not enough memory for the row that begins in line \(line)"
        }
    }
}
