import Contacts

/// Remembers whom a file withdrew, over all of its batches.
///
/// `--consent overwrite` takes silence for consent; a row that says nothing must not lift what an earlier row of the same
/// file said.
struct Withdrawals {
    private let isNeeded: Bool
    private var optedOut: Set<String> = []
    private var invalid: Set<String> = []

    init(_ options: ImportOptions) {
        isNeeded = options.consent == .overwrite
    }

    /// The rows in their order, those marked that must leave a withdrawal as it is.
    mutating func marking(_ rows: [ParsedRow]) -> [ParsedRow] {
        guard isNeeded else { return rows }
        return rows.map { row in
            var row = row
            switch row.emailStatus {
            case .optedOut: optedOut.insert(row.email.key)
            case .optedIn: optedOut.remove(row.email.key)
            case nil: row.keepsOptOut = optedOut.contains(row.email.key)
            }
            switch row.isInvalid {
            case true?: invalid.insert(row.email.key)
            case false?: invalid.remove(row.email.key)
            case nil: row.keepsInvalid = invalid.contains(row.email.key)
            }
            return row
        }
    }
}
