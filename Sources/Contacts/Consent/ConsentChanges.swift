import Bitmaps
package import Storage

/// Carries out what contacts themselves say about the messages that they get.
///
/// Who shows the page has made sure, by a link that only the contact has, that it is the contact who speaks.
package struct ConsentChanges: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Ends the consent of a contact, and every link by which it could still be given.
    ///
    /// - Parameters:
    ///   - id: The contact.
    ///   - channels: On which channels.
    ///   - cause: Through what, such as the link of a message.
    ///   - evidence: What proves it.
    /// - Returns: Whether there is such a contact; who unsubscribes twice is unsubscribed.
    /// - Throws: `StorageError`.
    @discardableResult
    package func unsubscribe(
        _ id: ContactID,
        from channels: Set<MarketingChannel>,
        cause: Cause,
        evidence: Evidence
    ) async throws -> Bool {
        let wishes = Dictionary(uniqueKeysWithValues: channels.map { ($0, MarketingStatus.optedOut) })
        return try await set(wishes, of: id, cause: cause) { _ in evidence }
    }

    /// Sets which messages a contact gets.
    ///
    /// - Parameters:
    ///   - wishes: The status on each channel that the contact decided about.
    ///   - id: The contact.
    ///   - wording: What the contact was shown beside its choice.
    ///   - cause: Through what, such as the page of preferences.
    ///   - evidence: What proves it; the wording is added.
    /// - Returns: Whether there is such a contact.
    /// - Throws: `StorageError`.
    @discardableResult
    package func set(
        _ wishes: [MarketingChannel: MarketingStatus],
        of id: ContactID,
        shown wording: String,
        cause: Cause,
        evidence: Evidence
    ) async throws -> Bool {
        try await set(wishes, of: id, cause: cause) { connection in
            var evidence = evidence
            evidence.wording = try ConsentWordings(connection).makeID(of: wording)
            return evidence
        }
    }

    private func set(
        _ wishes: [MarketingChannel: MarketingStatus],
        of id: ContactID,
        cause: Cause,
        evidence: @escaping @Sendable (any Connection) throws -> Evidence
    ) async throws -> Bool {
        let now = time.now
        return try await database.write { connection in
            let reader = ContactReader(connection)
            let door = Door(connection, now: now)
            guard let number = try reader.number(of: id) else { return false }
            try door.lock([Bucket(containing: number)])
            // Who held the lock may have deleted the contact.
            guard let contact = try reader.contact(number) else { return false }
            let changes = MarketingChannel.allCases.compactMap { channel -> Change? in
                let old = contact.status(on: channel)
                guard let new = wishes[channel], new != old else { return nil }
                return Change(
                    channel.facet,
                    [number],
                    from: .same(.integer(old.rawValue)),
                    to: .same(.integer(new.rawValue))
                )
            }
            // Also where nothing changes: an unconfirmed sign-up must not bring back who wants nothing.
            if wishes.values.contains(.optedOut) { try Self.endLinks(of: number, at: now, connection) }
            guard !changes.isEmpty else { return true }
            let proof = Change.evidence(try evidence(connection), for: number)
            try door.commit(ChangeSet(changes: changes + [proof]), cause: cause)
            return true
        }
    }

    /// Ends the links of sign-ups that wait for a confirmation.
    private static func endLinks(of number: UInt32, at now: Int64, _ connection: any Connection) throws {
        try connection.execute(
            """
            UPDATE sign_up SET voided_at = \(now)
            WHERE number = \(number) AND confirmed_at IS NULL AND voided_at IS NULL
            """
        )
    }
}
