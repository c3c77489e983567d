package import Contacts

/// Why a row of a file is not imported.
package struct Rejection: Error, Sendable, Equatable {
    package enum Reason: Sendable, Equatable {
        case columnCount(expected: Int, found: Int)
        case openQuote
        case unreadable
        case zeroCharacter
        case noEmail
        case email(EmailAddressError)
        case tooLong(limit: Int, actual: Int)
        case tag(String, TagNameError)
        case detail(String, DetailNameError)
        case notANumber
        case notADate
        case notABirthday
        case ambiguousDate
        case roundedNumber
        case unknownStatus
        case unknownFlag
        case unknownState
        case notAnObject
    }

    /// The line of the file in which the row begins.
    package let line: Int
    /// The name of the column that is wrong; nothing when the whole row is.
    package let column: String?
    package let reason: Reason
    /// What stands in that column.
    package let value: String

    package init(line: Int, column: String?, reason: Reason, value: String) {
        self.line = line
        self.column = column
        self.reason = reason
        self.value = value
    }
}
