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
    private let suspicion: ConsentSuspicion
    /// Rows of a pipe that were looked at already.
    private var first: [CSVRecord]?
    private(set) var description: ImportDescription
    private let rejects: RejectsWriter

    init(_ file: ImportFile, timeZone: TimeZone, rowsPerBatch: Int) throws {
        self.rowsPerBatch = rowsPerBatch
        reader = try CSVReader(path: file.path, separator: file.separator, encoding: file.encoding)
        let mapping = try ColumnMapping(header: reader.header, preset: file.preset, overrides: file.overrides)
        description = ImportDescription(mapping)
        suspicion = mapping.suspicion
        var survey = DateSurvey(mapping, said: file.dates)
        if reader.byteCount != nil, suspicion.isNeeded || survey.isNeeded {
            try Self.lookThrough(file, suspicion, &survey)
        } else if survey.isNeeded {
            // A pipe can be read only once; its first rows stand for all.
            first = try reader.nextBatch(limit: rowsPerBatch)
            for record in first ?? [] { survey.look(at: record) }
        }
        parser = RowParser(mapping, timeZone: timeZone, orders: try survey.orders())
        rejects = RejectsWriter(besides: file.path, header: reader.header, separator: reader.separator)
    }

    /// The next rows; nothing at the end of the file.
    func next() throws -> Batch? {
        let ahead = first
        first = nil
        guard let records = try ahead ?? reader.nextBatch(limit: rowsPerBatch) else { return nil }
        var rows: [ParsedRow] = []
        rows.reserveCapacity(records.count)
        for record in records {
            try suspicion.check(record)
            switch parser.parse(record) {
            case .success(let row):
                rows.append(row)
                description.note(record)
            case .failure(let rejection): try rejects.append(record, rejection)
            }
        }
        return Batch(rows: rows, rejected: records.count - rows.count, bytesRead: reader.bytesRead)
    }

    /// Looks through the whole file before anything of it is imported.
    private static func lookThrough(
        _ file: ImportFile,
        _ suspicion: ConsentSuspicion,
        _ survey: inout DateSurvey
    ) throws {
        let reader = try CSVReader(path: file.path, separator: file.separator, encoding: file.encoding)
        while let records = try reader.nextBatch(limit: 1_000) {
            for record in records {
                try suspicion.check(record)
                survey.look(at: record)
            }
        }
    }

    /// Finishes the file of rejects.
    func close() throws {
        try rejects.close()
    }
}

/// Reads ahead: the next batch is read while the one before is being written.
actor ImportSource {
    private let reading: ImportReading
    init(_ file: ImportFile, timeZone: TimeZone, rowsPerBatch: Int) throws {
        reading = try ImportReading(file, timeZone: timeZone, rowsPerBatch: rowsPerBatch)
    }

    var description: ImportDescription { reading.description }

    func next() throws -> ImportReading.Batch? { try reading.next() }

    func close() throws { try reading.close() }
}
