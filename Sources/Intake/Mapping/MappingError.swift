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
        }
    }
}
