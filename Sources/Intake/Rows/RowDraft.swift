import Contacts
import Foundation

/// What is wrong with one cell.
struct CellError: Error {
    let reason: Rejection.Reason

    init(_ reason: Rejection.Reason) {
        self.reason = reason
    }

    init(_ error: FieldValueError) {
        reason =
            switch error {
            case .zeroCharacter: .zeroCharacter
            case .tooLong(let limit, let actual): .tooLong(limit: limit, actual: actual)
            case .birthday(.ambiguous): .ambiguousDate
            case .birthday(.notADay): .notABirthday
            case .roundedNumber: .roundedNumber
            }
    }
}

/// A row on its way from cells to a contact.
struct RowDraft {
    /// The longest value of a detail, as on the card.
    private static let detailLimit = 1024
    private var row: ParsedRow
    private var firstName: String?
    private var lastName: String?
    private var consent = ConsentDraft()
    private var confirmedAt: Int64?
    private let statusWords: [ColumnKey: StatusWord]

    init(
        _ email: EmailAddress,
        line: Int,
        fieldCount: Int,
        statusWords: [ColumnKey: StatusWord] = [:]
    ) {
        row = ParsedRow(line: line, email: email, fields: Dictionary(minimumCapacity: fieldCount))
        self.statusWords = statusWords
    }

    /// Reads a cell.
    ///
    /// - Parameters:
    ///   - field: What the cell's column fills.
    ///   - text: What stands there, which is something.
    ///   - dates: How the dates of the column are read.
    ///   - isLabelList: Whether tags are written as the labels of Google Contacts.
    /// - Throws: `CellError` when the text is not what the field needs.
    mutating func set(_ field: ImportField, _ text: String, dates: DateReader, isLabelList: Bool) throws(CellError) {
        if text.utf8.contains(0) { throw CellError(Rejection.Reason.zeroCharacter) }
        switch field {
        case .profile(let field):
            do throws(FieldValueError) {
                row.fields[field] = try field.kept(text, dates: dates.order)
            } catch {
                throw CellError(error)
            }
        case .firstName: firstName = text
        case .lastName: lastName = text
        case .tags: row.tags.merge(try TagCell(text, isLabelList: isLabelList).tags) { _, new in new }
        case .score:
            guard let score = Self.wholeNumber(text) else { throw CellError(.notANumber) }
            row.score = score
        case .state:
            guard let state = ContactState(anyWord: text) else { throw CellError(.unknownState) }
            row.state = state
        case .emailStatus: consent.sayEmail(try status(text))
        case .emailOptOut: consent.sayEmail(.status(try flag(text) ? .optedOut : .optedIn))
        case .invalid: consent.sayInvalid(try flag(text))
        case .bounceReason: if FlagWord.meaning(of: text) != false { consent.sayInvalid(true) }
        case .confirmed: try setConfirmed(text, dates)
        case .suppressions: consent.say(SuppressionWords(text))
        case .mobileStatus:
            guard case .status(let status) = try status(text) else { throw CellError(.unknownStatus) }
            consent.sayMobile(status)
        case .mobileOptOut: consent.sayMobile(try flag(text) ? .optedOut : .optedIn)
        case .monitored: row.isMonitored = try flag(text)
        case .created:
            if NoDate.means(text) { return }
            guard let time = dates.milliseconds(text) else {
                throw CellError(dates.isAmbiguous(text) ? .ambiguousDate : .notADate)
            }
            row.createdAt = time
        case .detail(let name): row.details[name] = try limited(text, Self.detailLimit)
        case .details:
            for (name, value) in try DetailsCell(text).details {
                row.details[name] = try limited(value, Self.detailLimit)
            }
        case .ignored: break
        }
    }

    /// Gives the row, with what takes several columns to know.
    ///
    /// - Throws: `CellError` when the parts of the name are too long together.
    func finished() throws(CellError) -> ParsedRow {
        var row = row
        if row.fields[.name] == nil, firstName != nil || lastName != nil {
            let name = [firstName, lastName].compactMap(\.self).joined(separator: " ")
            row.fields[.name] = try limited(name, ProfileField.name.maximumLength)
        }
        row.createdAt = row.createdAt ?? confirmedAt
        row.emailStatus = consent.email
        row.mobileStatus = consent.mobile
        row.isInvalid = consent.isInvalid
        return row
    }

    /// Reads an empty cell, which says something in a column of confirmations alone.
    mutating func setEmpty(_ field: ImportField) {
        if field == .confirmed { consent.sayEmail(.status(.optedOut)) }
    }

    private func status(_ text: String) throws(CellError) -> StatusWord {
        guard let word = statusWords[ColumnKey(text)] ?? StatusWord(text) else { throw CellError(.unknownStatus) }
        return word
    }

    private mutating func setConfirmed(_ text: String, _ dates: DateReader) throws(CellError) {
        guard try flag(text) else { return consent.sayEmail(.status(.optedOut)) }
        // The time of the confirmation is when the person came, where the file says nothing better.
        confirmedAt = dates.milliseconds(text)
    }

    /// Yes or no; a date says since when, which is yes, and its place for no date is no.
    private func flag(_ text: String) throws(CellError) -> Bool {
        if let flag = FlagWord.meaning(of: text) { return flag }
        if NoDate.means(text) { return false }
        // In whatever order, it is a date.
        let readers = [DateOrder.dayFirst, .monthFirst].map { DateReader(timeZone: .gmt, order: $0) }
        if readers.contains(where: { $0.milliseconds(text) != nil }) { return true }
        throw CellError(.unknownFlag)
    }

    private func limited(_ text: String, _ limit: Int) throws(CellError) -> String {
        // Counting bytes is quick, and there are never more characters than bytes.
        if text.utf8.count > limit, text.count > limit {
            throw CellError(Rejection.Reason.tooLong(limit: limit, actual: text.count))
        }
        return text
    }

    /// A whole number, also as a spreadsheet writes it: `25.0`.
    private static func wholeNumber(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 == "0" } })
        else {
            return nil
        }
        return Int64(whole).flatMap { Contact.scores.contains($0) ? $0 : nil }
    }
}
