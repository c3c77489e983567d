/// What went wrong in a database.
///
/// The description leaves out bound values, so that no personal data reaches a log.
package struct StorageError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// A uniqueness or other constraint refused the change.
        case conflict
        /// Another transaction was in the way; trying again may succeed.
        case busy
        /// The database cannot be reached; trying again may succeed.
        case unavailable
        /// The connection was lost while committing: whether the change is there is not known.
        case unknownOutcome
        /// The statement took longer than it was given.
        case timedOut
        /// The schema is newer than this program.
        case newerSchema
        /// The stored data contradicts the program's rules.
        case corrupt
        /// The address of the database cannot be understood.
        case badAddress
        /// The key that encrypts stored secrets is missing or wrong; the detail says what to do.
        case secretKey
        case other
    }

    package let code: Code
    package let detail: String

    package init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    package var description: String { "\(code.rawValue): \(detail)" }

    /// A statement was to run while the rows of another are read, which no engine of ours is asked to do.
    static let connectionIsBusy = StorageError(.other, "a statement inside the rows of another: read the rows first")

    var isRetryable: Bool { code == .busy || code == .unavailable }

    /// Whether the reason lies with the connection or other transactions and passes by itself.
    package var isPassing: Bool { isRetryable || code == .unknownOutcome }
}
