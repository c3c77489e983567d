import Contacts

/// What is wrong with one cell.
struct CellError: Error {
    let reason: Rejection.Reason

    init(_ reason: Rejection.Reason) {
        self.reason = reason
    }
}

/// A row on its way from cells to a contact.
struct RowDraft {
    /// The longest value of a detail, as on the card.
    private static let detailLimit = 1024
    private var row: ParsedRow
    private let dates: DateReader
    private var firstName: String?
    private var lastName: String?
    private var emailOptOut: Bool?
    private var mobileOptOut: Bool?

    init(_ email: EmailAddress, line: Int, fieldCount: Int, dates: DateReader) {
        row = ParsedRow(line: line, email: email, fields: Dictionary(minimumCapacity: fieldCount))
        self.dates = dates
    }

    /// Reads a cell.
    ///
    /// - Parameters:
    ///   - field: What the cell's column fills.
    ///   - text: What stands there, which is something.
    ///   - isLabelList: Whether tags are written as the labels of Google Contacts.
    /// - Throws: `CellError` when the text is not what the field needs.
    mutating func set(_ field: ImportField, _ text: String, isLabelList: Bool) throws(CellError) {
        if text.utf8.contains(0) { throw CellError(.zeroCharacter) }
        switch field {
        case .profile(.birthday):
            guard let birthday = dates.birthday(text) else { throw CellError(.notABirthday) }
            row.fields[.birthday] = birthday
        case .profile(let name): row.fields[name] = try limited(text, name.maximumLength)
        case .firstName: firstName = text
        case .lastName: lastName = text
        case .tags: row.tags.merge(try TagCell(text, isLabelList: isLabelList).tags) { _, new in new }
        case .score:
            guard let score = Self.wholeNumber(text) else { throw CellError(.notANumber) }
            row.score = score
        case .state:
            guard let state = ContactState(anyWord: text) else { throw CellError(.unknownState) }
            row.state = state
        case .emailStatus: try setEmailStatus(text)
        case .emailOptOut: emailOptOut = try flag(text)
        case .invalid: row.isInvalid = try flag(text)
        case .mobileStatus:
            guard case .status(let status)? = StatusWord(text) else { throw CellError(.unknownStatus) }
            row.mobileStatus = status
        case .mobileOptOut: mobileOptOut = try flag(text)
        case .monitored: row.isMonitored = try flag(text)
        case .created:
            guard let time = dates.milliseconds(text) else { throw CellError(.notADate) }
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
        if let emailOptOut { row.emailStatus = emailOptOut ? .optedOut : row.emailStatus ?? .optedIn }
        if let mobileOptOut { row.mobileStatus = mobileOptOut ? .optedOut : row.mobileStatus ?? .optedIn }
        return row
    }

    private mutating func setEmailStatus(_ text: String) throws(CellError) {
        switch StatusWord(text) {
        case .status(let status)?: row.emailStatus = status
        case .invalid?: row.isInvalid = true
        case nil: throw CellError(.unknownStatus)
        }
    }

    /// Yes or no; a date says since when, which is yes.
    private func flag(_ text: String) throws(CellError) -> Bool {
        if let flag = FlagWord.meaning(of: text) { return flag }
        if dates.milliseconds(text) != nil { return true }
        throw CellError(.unknownFlag)
    }

    private func limited(_ text: String, _ limit: Int) throws(CellError) -> String {
        // Counting bytes is quick, and there are never more characters than bytes.
        if text.utf8.count > limit, text.count > limit { throw CellError(.tooLong(limit: limit, actual: text.count)) }
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
