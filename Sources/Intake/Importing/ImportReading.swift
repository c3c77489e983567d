import Contacts
import Foundation

/// Reads a file batch by batch: rows that can be imported, and the others into the file of rejects.
final class ImportReading {
    /// What was read at a time.
    struct Batch: Sendable {
        let rows: [ParsedRow]
        let rejected: Int
        /// How far the file is read, in bytes.
        let bytesRead: Int
    }

    private let rowsPerBatch: Int
    private let reader: CSVReader
    private let parser: RowParser
    let leftOut: [LeftOutColumn]
    private let rejects: RejectsWriter

    init(_ file: ImportFile, timeZone: TimeZone, rowsPerBatch: Int) throws {
        self.rowsPerBatch = rowsPerBatch
        reader = try CSVReader(path: file.path, separator: file.separator, encoding: file.encoding)
        let mapping = try ColumnMapping(header: reader.header, preset: file.preset, overrides: file.overrides)
        leftOut = mapping.leftOut
        parser = RowParser(mapping, timeZone: timeZone)
        rejects = RejectsWriter(besides: file.path, header: reader.header, separator: reader.separator)
    }

    /// The next rows; nothing at the end of the file.
    func next() throws -> Batch? {
        guard let records = try reader.nextBatch(limit: rowsPerBatch) else { return nil }
        var rows: [ParsedRow] = []
        rows.reserveCapacity(records.count)
        for record in records {
            switch parser.parse(record) {
            case .success(let row): rows.append(row)
            case .failure(let rejection): try rejects.append(record, rejection)
            }
        }
        return Batch(rows: rows, rejected: records.count - rows.count, bytesRead: reader.bytesRead)
    }

    /// Finishes the file of rejects.
    func close() throws {
        try rejects.close()
    }
}

/// Reads ahead: the next batch is read while the one before is being written.
actor ImportSource {
    private let reading: ImportReading
    let leftOut: [LeftOutColumn]

    init(_ file: ImportFile, timeZone: TimeZone, rowsPerBatch: Int) throws {
        reading = try ImportReading(file, timeZone: timeZone, rowsPerBatch: rowsPerBatch)
        leftOut = reading.leftOut
    }

    func next() throws -> ImportReading.Batch? { try reading.next() }

    func close() throws { try reading.close() }
}
