import Bitmaps
import Contacts
import Mail
import Storage

/// Draws the consequences of a report about one message, inside a transaction.
struct ReportTaking {
    /// Why a report changes nothing.
    private struct Idle: Error {
        let outcome: BounceOutcome
    }

    private let connection: any Connection
    private let message: Int64
    private let source: BounceSource
    private let now: Int64

    init(_ connection: any Connection, message: Int64, source: BounceSource, now: Int64) {
        self.connection = connection
        self.message = message
        self.source = source
        self.now = now
    }

    private var consequences: BounceConsequences {
        BounceConsequences(connection: connection, now: now, message: message, source: source.words)
    }

    /// Marks the address or counts, by what the server says.
    ///
    /// Journals, so that it must be the last step of the transaction.
    ///
    /// - Throws: `JournalError`, `StorageError`.
    func take(_ report: DeliveryReport) throws -> BounceOutcome {
        do {
            let contact = try concerned()
            let key = contact.email.addressKey
            let result: BounceConsequences.Result
            switch report.conclusion(for: { $0.addressKey == key }) {
            case .delivered: return .noted("the message was delivered")
            case .delayed: return .noted("the server goes on trying")
            case .hard(let words): result = try consequences.hard(contact, words: words)
            case .soft(let words): result = try consequences.soft(contact, words: words)
            }
            switch result {
            case .marked: return .markedInvalid(contact.id)
            case .counted: return .counted(contact.id)
            case .markedAlready: return .noted("the address is marked invalid already")
            case .known: return .noted("the report is known already")
            }
        } catch let idle as Idle {
            return idle.outcome
        }
    }

    /// Opts out who complained.
    ///
    /// Journals, so that it must be the last step of the transaction.
    ///
    /// - Throws: `JournalError`, `StorageError`.
    func take(_ report: ComplaintReport) throws -> BounceOutcome {
        guard report.isUnwanted else { return .noted("a report of the type \(report.type.prefix(80)) is no complaint") }
        do {
            let contact = try concerned()
            let words = [report.type, report.program].compactMap(\.self).joined(separator: ", ")
            guard try consequences.keep(.complaint, contact, words) else {
                return .noted("the report is known already")
            }
            guard contact.emailStatus == .optedIn else { return .noted("the contact is opted out already") }
            let changes = [
                Change(
                    .emailStatus,
                    [contact.number],
                    from: .same(.integer(MarketingStatus.optedIn.rawValue)),
                    to: .same(.integer(MarketingStatus.optedOut.rawValue))
                ),
                .evidence(Evidence(text: words), for: contact.number),
            ]
            let cause = Cause(.complaint, text: source.words, actor: "mail provider")
            try Door(connection, now: now).commit(ChangeSet(changes: changes), cause: cause)
            return .optedOut(contact.id)
        } catch let idle as Idle {
            return idle.outcome
        }
    }

    /// The contact to whose present address the message was sent, locked.
    private func concerned() throws -> Contact {
        let row = try connection.firstRow(
            "SELECT number, channel, COALESCE(settled_at, made_at) FROM message WHERE id = \(message)"
        ) { (number: $0.isNull(0) ? nil : $0.number(0), channel: $0.text(1), at: $0.integer(2)) }
        guard let row else { throw Idle(outcome: .noted("the message that it is about is not kept any more")) }
        guard let number = row.number, row.channel == MessageChannel.email.rawValue else {
            throw Idle(outcome: .noted("the message that it is about went to no contact"))
        }
        try Door(connection, now: now).lock([Bucket(containing: number)])
        guard let contact = try ContactReader(connection).contact(number) else {
            throw Idle(outcome: .noted("the contact is not there any more"))
        }
        if let change = try Timeline(connection).last(of: .field(.email), number), change.at >= row.at {
            throw Idle(outcome: .noted("the contact has another address by now"))
        }
        return contact
    }
}
