import Foundation

/// Writes the rows that were not imported to a file beside the one they came from.
///
/// Each row stands there with the line where it began, the column and the reason, then as it was: mended, the file can be
/// imported in its turn. The file is made when the first row comes; one of an earlier import is replaced.
package final class RejectsWriter {
    /// Where the file is or would be.
    package let path: String
    /// How many rows have been written.
    package private(set) var count = 0
    private let header: [String]
    /// How many columns of the rows are a rejects file's own.
    private let ownColumns: Int
    private var writer: CSVWriter
    private var handle: FileHandle?
    private static let blockSize = 1 << 16

    /// Makes a writer, which writes nothing yet.
    ///
    /// - Parameters:
    ///   - source: The file that is imported: `people.csv` has its rejects in `people.rejects.csv`.
    ///   - header: The names of its columns.
    ///   - separator: What stands between its columns.
    package init(besides source: String, header: [String], separator: Separator = .comma) {
        path = Self.path(besides: source)
        self.header = header
        ownColumns = RejectsColumns.count(in: header)
        writer = CSVWriter(separator: separator)
    }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - record: The row as it was read.
    ///   - rejection: Why it was not imported.
    /// - Throws: `RejectsError` when the file cannot be written.
    package func append(_ record: CSVRecord, _ rejection: Rejection) throws(RejectsError) {
        if handle == nil { try open() }
        let own = [String(rejection.line), rejection.column ?? "", rejection.message]
        writer.append(own + record.fields.dropFirst(ownColumns))
        count += 1
        if writer.bytes.count >= Self.blockSize { try flush() }
    }

    /// Writes what is left, and closes the file.
    ///
    /// - Throws: `RejectsError` when the file cannot be written.
    package func close() throws(RejectsError) {
        try flush()
        do {
            try handle?.close()
        } catch {
            throw RejectsError(path: path)
        }
        handle = nil
    }

    /// The name of the rejects file of a file.
    package static func path(besides source: String) -> String {
        let suffix = ".csv"
        return (source.lowercased().hasSuffix(suffix) ? String(source.dropLast(suffix.count)) : source) + ".rejects.csv"
    }

    private func open() throws(RejectsError) {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw RejectsError(path: path) }
        self.handle = handle
        writer.append(RejectsColumns.names + header.dropFirst(ownColumns))
    }

    private func flush() throws(RejectsError) {
        do {
            try handle?.write(contentsOf: writer.take())
        } catch {
            throw RejectsError(path: path)
        }
    }
}

/// A rejects file that cannot be written.
package struct RejectsError: Error, Equatable, Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// What is wrong and what helps.
    package var message: String {
        "\(path) cannot be written; check the folder's permissions and the space on the disk"
    }
}
