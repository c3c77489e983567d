extension DeliveryReport {
    /// What a report says of one address.
    package enum Conclusion: Sendable, Hashable {
        /// There is no such mailbox.
        case hard(String)
        /// Something else kept the message from it for good.
        case soft(String)
        /// The server goes on trying.
        case delayed
        case delivered
    }

    /// What the report says of the address to which we sent the message, read recipient by recipient.
    ///
    /// The failure is about our address only where the server that refused names it: of an address to which somebody
    /// forwards the mail, a report says nothing about ours.
    ///
    /// - Parameter isOurs: Whether an address is the one to which the message went.
    /// - Returns: The words are those of the server.
    package func conclusion(for isOurs: (String) -> Bool) -> Conclusion {
        let own = recipients.filter { [$0.final, $0.original].compactMap(\.self).contains(where: isOurs) }
        let concerned = own.isEmpty ? recipients : own
        let failed = concerned.filter { $0.action == .failed }
        guard let first = failed.first else {
            return concerned.contains { $0.action == .delayed } ? .delayed : .delivered
        }
        let words = first.words.isEmpty ? "no reason given" : first.words
        let isHard =
            !own.isEmpty && failed.count == own.count
            && failed.allSatisfy { recipient in
                recipient.meaning == .wrongAddress && recipient.final.map(isOurs) ?? true
            }
        return isHard ? .hard(words) : .soft(words)
    }
}
