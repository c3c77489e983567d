/// How a message stands.
package enum MessageState: Int64, Sendable, Hashable, CaseIterable {
    case waiting = 0
    /// A program sends it at this moment.
    case sending = 1
    case sent = 2
    /// The gate let it not through.
    case refused = 3
    case failed = 4
    /// The program died, or the connection broke, after the message may have gone out: it is not sent again by itself.
    case unclear = 5
    case cancelled = 6

    /// What people call it.
    package var label: String {
        switch self {
        case .waiting: "waiting"
        case .sending: "being sent"
        case .sent: "sent"
        case .refused: "not sent: no consent"
        case .failed: "failed"
        case .unclear: "unclear"
        case .cancelled: "cancelled"
        }
    }
}
