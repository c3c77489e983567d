package import Contacts

/// How many contacts are at a node and left it.
package struct NodeCounts: Sendable, Hashable {
    /// Those who are there now and go on by themselves.
    package var waiting = 0
    /// Those who are there because the node failed for them.
    package var failed = 0
    /// Those who left it, by the way that they took; who came twice counts twice.
    package var passed: [Way: Int] = [:]

    package init(waiting: Int = 0, failed: Int = 0, passed: [Way: Int] = [:]) {
        self.waiting = waiting
        self.failed = failed
        self.passed = passed
    }
}

/// How many contacts an automation was launched for.
package struct AutomationTotals: Sendable, Hashable {
    /// All that it was ever launched for and that are still there.
    package var contacts = 0
    /// Those who are inside now, without those who failed.
    package var inside = 0
    /// Those who stand still because a node failed for them.
    package var failed = 0

    package init(contacts: Int = 0, inside: Int = 0, failed: Int = 0) {
        self.contacts = contacts
        self.inside = inside
        self.failed = failed
    }
}

/// Something that went wrong at a node.
package struct AutomationFailure: Sendable, Hashable {
    package let version: Int64
    package let node: NodeID
    package let problem: String
    /// When it did last, in milliseconds.
    package let lastAt: Int64
}

/// One step that a contact went.
package struct LoggedStep: Sendable, Hashable {
    package let version: Int64
    package let node: NodeID
    package let way: Way
    /// When, in milliseconds.
    package let at: Int64
    package let problem: String?
}

extension Way {
    /// The way of that word.
    package init?(word: String) {
        switch word {
        case Way.onward.word: self = .onward
        case Way.otherwise.word: self = .otherwise
        case Way.failed.word: self = .failed
        default:
            guard word.hasPrefix("path-"), let number = Int(word.dropFirst(5)), number > 0 else { return nil }
            self = .path(number)
        }
    }
}
