import Bitmaps
import Contacts
import Storage

/// What follows for a contact when a message came back for good, whoever said so.
///
/// Its functions journal, so that each must be the last step of a transaction.
struct BounceConsequences {
    /// What a bounce led to.
    enum Result {
        case marked
        case counted
        case markedAlready
        /// This message has come back before.
        case known
    }

    let connection: any Connection
    let now: Int64
    /// The message that came back.
    let message: Int64
    /// Who said so.
    let source: String

    /// Marks the address of a contact as wrong.
    ///
    /// - Parameters:
    ///   - contact: The contact, to whose present address the message went.
    ///   - words: The words of the mail server.
    /// - Returns: What it led to.
    /// - Throws: `StorageError`.
    func hard(_ contact: Contact, words: String) throws -> Result {
        guard try keep(.hard, contact, words) else { return .known }
        return try mark(contact, because: words)
    }

    /// Counts, and marks the address where the base has a limit that is reached.
    ///
    /// - Parameters:
    ///   - contact: The contact, to whose present address the message went.
    ///   - words: The words of the mail server.
    /// - Returns: What it led to.
    /// - Throws: `JournalError`, `StorageError`.
    func soft(_ contact: Contact, words: String) throws -> Result {
        guard try keep(.soft, contact, words) else { return .known }
        guard let limit = try SoftBounceLimit.load(connection), !contact.isInvalid else { return .counted }
        let since = now - Int64(limit.days) * 86_400_000
        let count = try BounceRows(connection).softBounces(of: contact, since: since)
        guard count >= limit.count else { return .counted }
        return try mark(contact, because: "\(count) soft bounces within \(limit.days) days, the last: \(words)")
    }

    /// Keeps what was said.
    ///
    /// - Returns: Whether it is new.
    /// - Throws: `StorageError`.
    func keep(_ kind: BounceKind, _ contact: Contact, _ words: String) throws -> Bool {
        try BounceRows(connection).add(kind, of: message, contact, words: words, source: source, at: now)
    }

    private func mark(_ contact: Contact, because words: String) throws -> Result {
        let marks = AddressMarks(connection, now: now)
        let isMarked = try marks.markInvalid(contact.number, at: contact.email, proof: words, source: source)
        return isMarked ? .marked : .markedAlready
    }
}
