package import Contacts
package import Foundation

/// Reads rows of a file as contacts, by the mapping of its columns.
package struct RowParser: Sendable {
    private let mapping: ColumnMapping
    private let emailColumn: Int
    /// How many text fields a row may fill.
    private let fieldCount: Int
    /// How the dates of each column are read.
    private let dates: [DateReader]
    private let statusWords: [ColumnKey: StatusWord]

    /// Makes a parser.
    ///
    /// - Parameters:
    ///   - mapping: Which column fills which field.
    ///   - timeZone: Where times are that name no zone.
    ///   - orders: In which columns the day stands first, and in which the month.
    package init(_ mapping: ColumnMapping, timeZone: TimeZone = .gmt, orders: [Int: DateOrder] = [:]) {
        self.mapping = mapping
        emailColumn = mapping.fields.firstIndex(of: .profile(.email)) ?? 0
        fieldCount = mapping.fields.count { if case .profile = $0 { true } else { false } }
        dates = mapping.header.indices.map {
            DateReader(timeZone: timeZone, order: orders[$0] ?? mapping.preset.usualDateOrder)
        }
        statusWords = mapping.preset.columns.statusWords
    }

    /// Reads a row.
    package func parse(_ record: CSVRecord) -> Result<ParsedRow, Rejection> {
        do throws(Rejection) {
            return .success(try row(record))
        } catch {
            return .failure(error)
        }
    }

    private func row(_ record: CSVRecord) throws(Rejection) -> ParsedRow {
        try checkShape(of: record)
        var row = RowDraft(try email(of: record), line: record.line, fieldCount: fieldCount, statusWords: statusWords)
        for (index, field) in mapping.fields.enumerated() where field != .ignored && index != emailColumn {
            let text = value(of: record, index)
            if text.isEmpty {
                row.setEmpty(field)
                continue
            }
            do throws(CellError) {
                try row.set(field, text, dates: dates[index], isLabelList: mapping.preset == .googleContacts)
            } catch {
                throw rejection(record, index, error.reason)
            }
        }
        do throws(CellError) {
            return try row.finished()
        } catch {
            // Only the name is put together from several columns.
            let column = mapping.fields.lastIndex { $0 == .firstName || $0 == .lastName }
            throw rejection(record, column ?? emailColumn, error.reason)
        }
    }

    private func checkShape(of record: CSVRecord) throws(Rejection) {
        switch record.problem {
        case .openQuote:
            throw Rejection(line: record.line, column: nil, reason: .openQuote, value: "")
        case .unreadable(let column):
            throw rejection(record, column, .unreadable)
        case nil: break
        }
        let expected = mapping.header.count
        let found = record.fields.count
        // A separator at the end of a line makes an empty column that no header names.
        let isSurplusEmpty = found > expected && record.fields[expected...].allSatisfy(\.isEmpty)
        guard (expected...max(expected, mapping.width)).contains(found) || isSurplusEmpty else {
            let reason = Rejection.Reason.columnCount(expected: expected, found: found)
            throw Rejection(line: record.line, column: nil, reason: reason, value: "")
        }
    }

    private func email(of record: CSVRecord) throws(Rejection) -> EmailAddress {
        let text = value(of: record, emailColumn)
        guard !text.isEmpty else { throw rejection(record, emailColumn, .noEmail) }
        do throws(EmailAddressError) {
            return try EmailAddress(text)
        } catch {
            throw rejection(record, emailColumn, .email(error))
        }
    }

    private func value(of record: CSVRecord, _ index: Int) -> String {
        let text = record.fields[index].trimmed
        // Google joins several values of one kind; the first is the main one.
        guard mapping.preset == .googleContacts, mapping.fields[index] != .tags, let end = text.range(of: " ::: ")
        else {
            return text
        }
        return text[..<end.lowerBound].trimmingCharacters(in: .whitespaces)
    }

    private func rejection(_ record: CSVRecord, _ index: Int, _ reason: Rejection.Reason) -> Rejection {
        let column = index < mapping.header.count ? mapping.header[index] : nil
        return Rejection(line: record.line, column: column, reason: reason, value: record.fields[index])
    }
}
