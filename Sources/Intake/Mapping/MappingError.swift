package import Contacts

/// Why the columns of a file cannot be matched with the fields of contacts.
package enum MappingError: ExplainedError, Equatable, Sendable {
    case unknownField(String, nearest: String?)
    case badDetailName(String, DetailNameError)
    /// No column is the e-mail address.
    case noEmail(columns: [String])
    /// The first line holds an address, so it is a contact rather than names of columns.
    case noHeader(address: String)
    case unknownColumn(String, nearest: String?)
    case ambiguousColumn(String)
    /// Two columns would fill the same field.
    case sameField(ImportField, columns: [String])
    /// Columns that may deny a consent, and of which nothing says what they hold.
    case unexplainedConsent([ConsentColumn])
    /// A column with dates that could be two days.
    case unclearDates(column: String, example: String, line: Int, isMixed: Bool)

    /// What is wrong and what helps.
    package var message: String {
        switch self {
        case .unknownField(let word, let nearest):
            "there is no field “\(word)”"
                + (nearest.map { "; did you mean “\($0)”?" }
                    ?? "; there are \(ImportField.words.joined(separator: ", ")) and detail.NAME")
        case .badDetailName(let word, let error): "“\(word)” names no detail: \(error.problem)"
        case .noEmail(let columns):
            "no column is the e-mail address; name it with COLUMN=email. The columns are: "
                + columns.map { "“\($0)”" }.joined(separator: ", ")
        case .noHeader(let address):
            "the first line must hold the names of the columns, but “\(address)” stands there; add a line such as email,name"
        case .unknownColumn(let column, let nearest):
            "the file has no column “\(column)”" + (nearest.map { "; did you mean “\($0)”?" } ?? "")
        case .ambiguousColumn(let column): "the file has several columns “\(column)”; rename all but one"
        case .sameField(let field, let columns):
            """
            the columns \(columns.map { "“\($0)”" }.joined(separator: " and ")) would both fill “\(field.word)”; set one \
            of them to another field or to ignore
            """
        case .unexplainedConsent(let columns): Self.words(columns)
        case .unclearDates(let column, let example, let line, let isMixed):
            """
            the column “\(column)” \(isMixed ? "has dates in both orders" : "does not show whether the day or the month stands first"), \
            and “\(example)” (line \(line)) could be two days; nothing was imported. Say --dates day-first or --dates month-first
            """
        }
    }

    private static func words(_ columns: [ConsentColumn]) -> String {
        let named = columns.map { column in
            let place = column.name.isEmpty ? "column \(column.position), which has no name," : "“\(column.name)”"
            return place + (column.evidence.map { " (line \($0.line): “\($0.value)”)" } ?? "")
        }
        let isOne = columns.count == 1
        let example = columns.first?.reference ?? "COLUMN"
        return """
            \(isOne ? "the column" : "the columns") \(named.joined(separator: ", ")) may say who agreed to messages and who did not, \
            and nothing tells how to read \(isOne ? "it" : "them"); nothing was imported. Say for each of them what it holds: \
            --map '\(example)=email-status' (yes: opted in), '=email-opt-out' (yes: opted out), '=confirmed' (yes: has confirmed), \
            '=invalid' (yes: the address does not work), the same for text messages with '=mobile-status' and '=mobile-opt-out', \
            or '=ignore' if it is about something else
            """
    }
}
