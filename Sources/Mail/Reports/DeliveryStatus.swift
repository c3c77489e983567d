/// A status of RFC 3463, such as `5.1.1`: class, subject and detail.
package struct DeliveryStatus: Sendable, Hashable {
    /// 2 delivered, 4 not now, 5 never.
    package let kind: Int
    package let subject: Int
    package let detail: Int

    /// Reads a status, alone or in front of a comment.
    package init?(_ text: String) {
        let word = text.drop { $0 == " " }.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let numbers = word.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers.allSatisfy({ (1...3).contains($0.utf8.count) }) else { return nil }
        let values = numbers.compactMap { Int($0) }
        guard values.count == 3, [2, 4, 5].contains(values[0]) else { return nil }
        kind = values[0]
        subject = values[1]
        detail = values[2]
    }

    /// The first status in the words of a server, such as `550 5.1.1 No such user` or `(#5.1.1)`.
    package init?(in words: String) {
        guard let status = Self.all(in: words).first else { return nil }
        self = status
    }

    /// All statuses in the words of a server.
    static func all(in words: String) -> [DeliveryStatus] {
        NumbersInWords(words).statuses
    }

    /// Whether it says no more than that something went wrong, perhaps with the address or the mailbox.
    ///
    /// Also of the protocol (5.5.0): older servers say so of users whom they do not know.
    var isVague: Bool { subject == 0 || detail == 0 && [1, 2, 5].contains(subject) }

    /// What a status means for the contact.
    package enum Meaning: Sendable, Hashable {
        case delivered
        /// The mailbox does not exist, for good: a hard bounce.
        case wrongAddress
        /// Everything else that kept the message from its recipient: a soft bounce.
        case undeliverable
    }

    /// Whether it says for good that the address is wrong.
    var isOfTheAddress: Bool { kind == 5 && Self.wrongAddress.contains([subject, detail]) }

    /// The details of a permanent failure that say that the address is wrong.
    ///
    /// Not among them: 5.1.0 and 5.0.0 (anything), 5.1.4 (several mailboxes fit), 5.1.5 (valid), 5.1.7 and 5.1.8 (the
    /// sender's address), 5.2.2 (full), 5.2.3 (too long), 5.4.x (the way there), 5.7.x (policy).
    private static let wrongAddress: Set<[Int]> = [
        [1, 1],  // No such mailbox.
        [1, 2],  // No such domain.
        [1, 3],  // Not an address.
        [1, 6],  // Moved, without saying where to.
        [1, 10],  // The domain takes no mail at all (RFC 7505).
        [2, 1],  // The mailbox is disabled.
    ]
}

extension DeliveryStatus: CustomStringConvertible {
    package var description: String { "\(kind).\(subject).\(detail)" }
}
