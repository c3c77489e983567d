/// What became of one message to one recipient.
package enum SMTPOutcome: Sendable, Hashable {
    /// The server has taken it over, and says so.
    case accepted(reply: String)
    /// For good: the recipient or the message.
    case refused(SMTPReply)
    /// For now: try later.
    case deferred(SMTPReply)
    /// The connection, its encryption, signing in or the sender: nothing is known about the recipient.
    ///
    /// `mayHaveBeenSent` is true only if the last byte of the message had been handed over and no answer came: the
    /// server may have taken it.
    case failed(problem: String, mayHaveBeenSent: Bool)
}
