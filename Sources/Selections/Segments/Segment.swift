package import Contacts

/// A selection that was saved under a name.
///
/// It holds no contacts: who belongs to it is found out each time.
package struct Segment: Sendable, Hashable {
    /// The longest name, in characters.
    package static let maximumNameLength = 100

    package let id: Int64
    package let name: String
    package let selection: Selection
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let createdAt: Int64
    package let modifiedAt: Int64
    /// The user who made it; nothing where the operator of the machine did.
    package let author: UserID?

    /// Whether somebody may read its query and change it.
    ///
    /// All may use it; but its query may name what others must not know, and another query would change the groups of those
    /// who rely on it.
    package func isOpen(to actor: Actor) -> Bool {
        if author != nil, author == actor.user { return true }
        return actor.reach == .everybody && (actor.seesAllAutomations || !selection.criterion.namesAutomations)
    }
}

/// Why a segment cannot be saved, renamed or deleted.
package enum SegmentError: ExplainedError, Equatable {
    case emptyName
    case nameTooLong(actual: Int)
    case nameTaken(String)
    case unknown(String)
    case notYours(String)
    case usedBy(name: String, others: [String])

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .emptyName: "a segment needs a name"
        case .nameTooLong(let actual):
            "the name has \(actual) characters: use at most \(Segment.maximumNameLength)"
        case .nameTaken(let name): "there is a segment \"\(name)\" already: choose another name, or change that one"
        case .unknown(let name): "there is no segment \"\(name)\""
        case .notYours(let name):
            "the segment \"\(name)\" is somebody else's: ask who sees the whole base to change it, or make one of your own"
        case .usedBy(let name, let others):
            "the segment \"\(name)\" is used by \(others.map { "\"\($0)\"" }.joined(separator: ", ")): change those first"
        }
    }
}
