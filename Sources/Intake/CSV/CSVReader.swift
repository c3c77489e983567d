import CCSV
import Contacts
import Foundation

/// Reads a CSV file as a stream: its header at once, its rows in batches.
///
/// Memory does not grow with the file. Quoted fields may hold separators, quotation marks and line breaks; blank lines
/// are passed over; a quotation mark inside an unquoted field is an ordinary character.
package final class CSVReader {
    /// The longest field that is taken for one, and the largest number of columns.
    private static let fieldLimit = 1 << 20
    private static let columnLimit = 16_384

    /// The names of the columns, without white space around them.
    package private(set) var header: [String] = []
    package let separator: Separator
    package let encoding: TextEncoding
    private let source: ByteSource
    private let collector: RecordCollector
    private let parser: UnsafeMutablePointer<csv_parser>
    private var converter: UTF8Converter
    private var isAtEnd = false

    /// Opens a file and reads its header.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - separator: What stands between columns; nothing finds it out from the header.
    ///   - encoding: How characters are written; nothing finds it out from the first megabyte.
    /// - Throws: `CSVError` when there is no such file, or it is something else than CSV.
    package init(path: String, separator: Separator? = nil, encoding: TextEncoding? = nil) throws(CSVError) {
        source = try ByteSource(path: path)
        let encoding = if let encoding { encoding } else { try source.detectEncoding() }
        self.encoding = encoding
        var converter = UTF8Converter(encoding)
        collector = RecordCollector(isConverted: encoding != .utf8)
        guard let first = try source.next() else { throw .empty(path: path) }
        let head = first.withUnsafeBytes { block in converter.convert(block) { Array($0) } }
        self.converter = converter
        let said = try SeparatorLine(head)
        self.separator = separator ?? said?.separator ?? Separator(detectedIn: head)
        parser = .allocate(capacity: 1)
        csv_init(parser, UInt8(CSV_REPALL_NL))
        csv_set_delim(parser, self.separator.byte)
        try parse(head)
        let lines = said == nil ? 1 : 2
        while collector.records.count < lines, !isAtEnd { try readBlock() }
        if said != nil { _ = collector.take(1) }
        guard let names = collector.take(1).first else { throw .empty(path: path) }
        header = names.fields.map(\.trimmed)
    }

    deinit {
        csv_free(parser)
        parser.deallocate()
    }

    /// The size of the file; unknown for a pipe.
    package var byteCount: Int? { source.byteCount }

    /// How much of the file has been read, for a progress bar.
    package var bytesRead: Int { source.bytesRead }

    /// Reads the next rows.
    ///
    /// - Parameter limit: How many rows at most.
    /// - Returns: At least one row; nothing when there are no more.
    /// - Throws: `CSVError` when the file cannot be read on.
    package func nextBatch(limit: Int) throws(CSVError) -> [CSVRecord]? {
        while collector.records.count < limit, !isAtEnd { try readBlock() }
        let batch = collector.take(limit)
        return batch.isEmpty ? nil : batch
    }

    private func readBlock() throws(CSVError) {
        guard let block = try source.next() else { return finish() }
        let parsed = block.withUnsafeBytes { bytes in converter.convert(bytes) { parse($0) } }
        try check(parsed)
    }

    private func parse(_ head: [UInt8]) throws(CSVError) {
        try check(head.withUnsafeBytes { parse($0) })
    }

    /// Gives the parser a block.
    ///
    /// - Returns: Whether it took all of it.
    private func parse(_ block: UnsafeRawBufferPointer) -> Bool {
        let context = Unmanaged.passUnretained(collector).toOpaque()
        return csv_parse(parser, block.baseAddress, block.count, Self.onField, Self.onRowEnd, context) == block.count
    }

    private func check(_ isParsed: Bool) throws(CSVError) {
        guard isParsed else { throw .outOfMemory(line: collector.recordLine) }
        if parser.pointee.entry_pos > Self.fieldLimit || collector.fieldCount > Self.columnLimit {
            throw .endlessRow(line: collector.recordLine, limit: Self.fieldLimit)
        }
    }

    private func finish() {
        isAtEnd = true
        // The states of the parser have no names in its header: 2 is the inside of a field.
        if parser.pointee.pstate == 2, parser.pointee.quoted != 0 { collector.noteOpenQuote() }
        csv_fini(parser, Self.onField, Self.onRowEnd, Unmanaged.passUnretained(collector).toOpaque())
    }

    private static let onField: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
        bytes,
        count,
        context in
        guard let context else { return }
        let start = bytes?.assumingMemoryBound(to: UInt8.self)
        let field = UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
        Unmanaged<RecordCollector>.fromOpaque(context).takeUnretainedValue().add(field: field)
    }

    private static let onRowEnd: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { terminator, context in
        guard let context else { return }
        Unmanaged<RecordCollector>.fromOpaque(context).takeUnretainedValue().endRow(terminator)
    }
}
