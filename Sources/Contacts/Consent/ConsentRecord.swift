package import Storage

/// One grant or withdrawal, or one mark of an address, with its source.
package struct ConsentEntry: Hashable, Sendable {
    package enum Subject: String, Hashable, Sendable {
        case email
        case mobile
        /// Whether messages reach the e-mail address at all.
        case address

        /// The value that lets messages through.
        fileprivate var good: Int64 { self == .address ? 0 : MarketingStatus.optedIn.rawValue }
    }

    package let subject: Subject
    package enum Verdict: String, Hashable, Sendable {
        case granted
        case withdrawn
        /// The contact began without it, and so withdrew nothing.
        case absent
    }

    /// What became of the consent; an address that is found valid counts as granted.
    package let verdict: Verdict
    /// When, in milliseconds.
    package let at: Int64
    package let cause: Cause
    package let evidence: Evidence?
    /// What the person was shown.
    package let wording: String?
}

/// Reads when, how and to what a contact consented.
///
/// It is the part of the journal that is about consent; nothing else keeps it.
package struct ConsentRecord {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Everything about the consent of a contact, newest first.
    ///
    /// - Parameters:
    ///   - number: The contact.
    ///   - reader: Who reads it.
    /// - Returns: Every grant and withdrawal.
    /// - Throws: `JournalError` when the journal holds what this program does not know, `StorageError`.
    package func entries(of number: UInt32, visibleTo reader: Actor) throws -> [ConsentEntry] {
        let found = try Timeline(connection).entries(
            for: number,
            of: [.emailStatus, .mobileStatus, .invalid, .evidence],
            visibleTo: reader,
            limit: .max
        )
        var evidence: [Int64: Evidence] = [:]
        for case let entry in found where entry.facet == .evidence {
            if case .evidence(let value) = entry.new { evidence[entry.sequence] = value }
        }
        let wordings = ConsentWordings(connection)
        return try found.compactMap { entry in
            guard let subject = entry.facet.consentSubject, case .integer(let value) = entry.new else { return nil }
            let proof = evidence[entry.sequence]
            return ConsentEntry(
                subject: subject,
                verdict: value == subject.good ? .granted : entry.old == .none ? .absent : .withdrawn,
                at: entry.at,
                cause: entry.cause,
                evidence: proof,
                wording: try proof?.wording.flatMap(wordings.text)
            )
        }
    }
}

extension Facet {
    fileprivate var consentSubject: ConsentEntry.Subject? {
        switch self {
        case .emailStatus: .email
        case .mobileStatus: .mobile
        case .invalid: .address
        default: nil
        }
    }
}
