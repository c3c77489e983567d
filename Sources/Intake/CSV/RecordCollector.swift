import Contacts
import Foundation

/// Collects what the parser calls out: fields, and the ends of rows.
final class RecordCollector {
    private(set) var records: [CSVRecord] = []
    /// Whether bytes without meaning were replaced on their way here; UTF-8 is looked at as it comes.
    private let isConverted: Bool
    private var fields: [String] = []
    private var problem: CSVRecord.Problem?
    private var line = 1
    private var firstLine = 1
    private var columns = 0
    private var isAfterCarriageReturn = false

    init(isConverted: Bool) {
        self.isConverted = isConverted
    }

    var fieldCount: Int { fields.count }

    /// The line in which the row begins that is being read.
    var recordLine: Int { fields.isEmpty ? line : firstLine }

    /// Hands the rows over, at most so many.
    func take(_ limit: Int) -> [CSVRecord] {
        guard records.count > limit else {
            defer { records = [] }
            return records
        }
        defer { records.removeFirst(limit) }
        return Array(records.prefix(limit))
    }

    func add(field bytes: UnsafeBufferPointer<UInt8>) {
        if fields.isEmpty {
            firstLine = line
            fields.reserveCapacity(columns)
        }
        isAfterCarriageReturn = false
        line += Self.lineBreaks(in: bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        if !Self.isASCII(bytes), isConverted ? text.unicodeScalars.contains("\u{FFFD}") : !Self.isUTF8(bytes) {
            problem = problem ?? .unreadable(column: fields.count)
        }
        fields.append(CSVCell.value(of: text))
    }

    /// Ends a row, or passes over a line without one.
    ///
    /// - Parameter terminator: The character that ends it, or -1 for the end of the file.
    func endRow(_ terminator: Int32) {
        if !fields.isEmpty {
            columns = fields.count
            records.append(CSVRecord(line: firstLine, fields: fields, problem: problem))
            fields = []
            problem = nil
        }
        let isSecondHalf = terminator == CarriageReturn.lineFeed && isAfterCarriageReturn
        isAfterCarriageReturn = terminator == CarriageReturn.code
        if !isSecondHalf { line += 1 }
    }

    /// Notes that the row at the end of the file has a quotation mark too many.
    func noteOpenQuote() {
        problem = .openQuote
    }

    private enum CarriageReturn {
        static let code: Int32 = 0x0D
        static let lineFeed: Int32 = 0x0A
    }

    private static func lineBreaks(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return 0 }
        let hasFeed = memchr(start, 0x0A, bytes.count) != nil
        let hasReturn = memchr(start, 0x0D, bytes.count) != nil
        guard hasFeed || hasReturn else { return 0 }
        var count = 0
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 0x0D || (byte == 0x0A && previous != 0x0D) { count += 1 }
            previous = byte
        }
        return count
    }

    private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Without a way out in the middle the loop takes many bytes at a time.
        bytes.reduce(0) { $0 | $1 } < 0x80
    }

    private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }
}
