extension ProfileField {
    /// The value in the one form in which it is kept, through whatever door it comes.
    ///
    /// - Parameters:
    ///   - written: What a person, file or program wrote.
    ///   - dates: Which number of `5/6/1990` is the day; nothing where nobody said.
    /// - Returns: The value; nothing where nothing was written.
    /// - Throws: `FieldValueError` that says what is wrong and what to do.
    package func kept(_ written: String, dates: DateOrder? = nil) throws(FieldValueError) -> String? {
        if written.utf8.contains(0) { throw .zeroCharacter }
        let text = written.trimmed
        guard !text.isEmpty else { return nil }
        switch self {
        case .birthday:
            if NoDate.means(text) { return nil }
            do throws(BirthdayError) {
                return try Birthday(text, order: dates).text
            } catch {
                throw .birthday(error)
            }
        case .phone, .fax: return try fitting(try PhoneText(text).text)
        default: return try fitting(text)
        }
    }

    private func fitting(_ text: String) throws(FieldValueError) -> String? {
        // Counting bytes is quick, and there are never more characters than bytes.
        guard text.utf8.count <= maximumLength || text.count <= maximumLength else {
            throw .tooLong(limit: maximumLength, actual: text.count)
        }
        return text.isEmpty ? nil : text
    }
}

/// Why a text cannot be the value of a field.
package enum FieldValueError: ExplainedError, Equatable {
    case zeroCharacter
    case tooLong(limit: Int, actual: Int)
    case birthday(BirthdayError)
    /// A number that a spreadsheet rounded, such as `4.86001E+10`.
    case roundedNumber

    package var message: String {
        switch self {
        case .zeroCharacter: "it holds a zero character, which no database takes: leave it out"
        case .tooLong(let limit, let actual): "it has \(actual.grouped) characters: use at most \(limit.grouped)"
        case .birthday(let error): error.message
        case .roundedNumber:
            "a spreadsheet has rounded this number, and its last digits are lost: write it in full, such as +48600100200"
        }
    }
}
