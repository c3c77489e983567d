import Bitmaps
import Contacts
import Foundation
import Storage

/// Begins and settles messages inside one transaction.
struct MessageRows {
    private let connection: any Connection
    private let now: Int64

    init(_ connection: any Connection, now: Int64) {
        self.connection = connection
        self.now = now
    }

    /// Marks a message as being sent, if it may be.
    ///
    /// - Returns: What is needed to send it.
    /// - Throws: `StorageError`.
    func begin(_ id: Int64) throws -> PreparedMessage? {
        let begun = try connection.execute(
            """
            UPDATE message SET state = \(MessageState.sending.rawValue), attempts = attempts + 1,
                claim = \(now + MessageQueue.claimLength)
            WHERE id = \(id) AND state = \(MessageState.waiting.rawValue)
            """
        )
        guard begun == 1, let row = try row(id) else { return nil }
        let template = try row.template.flatMap { try TemplateReader(connection).template(TemplateID($0)) }
        if row.template != nil, template == nil {
            try settle(id, .failed, problem: "its template was deleted")
            return nil
        }
        let reader = ContactReader(connection)
        let number = row.number ?? row.parameters.contact
        let contact = try number.flatMap(reader.contact)
        if row.recipient == nil, let refusal = row.refusal(of: contact) {
            try settle(id, .refused, problem: refusal.words)
            return nil
        }
        let content = template?.content
        let details = try number.map { content?.mayNeedDetails == true ? try reader.details(of: $0) : [] } ?? []
        let coupons = try number.map { content?.mayNeedCoupons == true ? try reader.coupons(of: $0) : [] } ?? []
        let address = row.channel == .email ? contact?.email : contact?.fields[.phone]
        return PreparedMessage(
            id: id,
            channel: row.channel,
            purpose: row.purpose,
            contact: contact,
            recipient: row.recipient ?? address ?? "",
            template: template,
            language: row.language,
            parameters: row.parameters,
            details: Dictionary(details.map { ($0.name, $0.value) }) { first, _ in first },
            coupons: Dictionary(coupons.map { ($0.name, $0.code) }) { first, _ in first },
            attempts: row.attempts
        )
    }

    /// Notes what became of an attempt.
    ///
    /// - Throws: `StorageError`; `ChangeSetError` when a rule of contacts is broken.
    func settle(_ message: PreparedMessage, _ outcome: SendOutcome, _ account: MessageAccount) throws {
        switch outcome {
        case .sent:
            try settle(message.id, .sent, problem: nil)
            if account.problem != nil { try note(nil, at: account) }
        case .refused(let problem): try settle(message.id, .failed, problem: problem)
        case .unclear(let problem): try settle(message.id, .unclear, problem: problem)
        case .badAddress(let problem):
            try settle(message.id, .failed, problem: problem)
            if let contact = try concerned(message) {
                _ = try consequences(message, account).hard(contact, words: problem)
            }
        case .bounced(let problem):
            try settle(message.id, .failed, problem: problem)
            if let contact = try concerned(message) {
                _ = try consequences(message, account).soft(contact, words: problem)
            }
        case .later(let problem):
            let pauses = MessageQueue.pauses
            guard message.attempts <= pauses.count else {
                try settle(message.id, .failed, problem: "given up: \(problem)")
                if message.channel == .email, let contact = try concerned(message) {
                    _ = try consequences(message, account).soft(contact, words: problem)
                }
                return
            }
            try putBack(message.id, until: now + pauses[Int(message.attempts) - 1], problem: problem, counts: true)
        case .accountFails(let problem):
            try putBack(message.id, until: now + MessageQueue.rest, problem: problem, counts: false)
            try note(problem, at: account)
        }
    }

    /// The contact as it is now, locked; nothing where it is gone or has another address than the message went to.
    private func concerned(_ message: PreparedMessage) throws -> Contact? {
        guard message.purpose != .test, let number = message.contact?.number else { return nil }
        try Door(connection, now: now).lock([Bucket(containing: number)])
        let contact = try ContactReader(connection).contact(number)
        return contact?.email.addressKey == message.recipient.addressKey ? contact : nil
    }

    private func consequences(_ message: PreparedMessage, _ account: MessageAccount) -> BounceConsequences {
        BounceConsequences(connection: connection, now: now, message: message.id, source: account.name)
    }

    private func note(_ problem: String?, at account: MessageAccount) throws {
        let rest: SQL = problem == nil ? "" : ", free_at = \(now + MessageQueue.rest)"
        try connection.execute(
            "UPDATE message_account SET problem = \(problem)\(rest) WHERE id = \(account.id.number)"
        )
    }

    private func putBack(_ id: Int64, until due: Int64, problem: String, counts: Bool) throws {
        try connection.execute(
            """
            UPDATE message SET state = 0, claim = NULL, due_at = \(due), problem = \(problem),
                attempts = attempts - \(counts ? 0 : 1)
            WHERE id = \(id) AND state = 1
            """
        )
    }

    private func settle(_ id: Int64, _ state: MessageState, problem: String?) throws {
        try connection.execute(
            """
            UPDATE message SET state = \(state.rawValue), claim = NULL, problem = \(problem), settled_at = \(now),
                parameters = NULL
            WHERE id = \(id) AND state = 1
            """
        )
    }

    private struct Row {
        let number: UInt32?
        let recipient: String?
        let channel: MessageChannel
        let purpose: MessagePurpose
        let template: Int64?
        let language: String?
        let parameters: MessageParameters
        let attempts: Int64
        let madeAt: Int64

        func refusal(of contact: Contact?) -> Refusal? {
            if let refusal = ConsentGate.refusal(of: contact, channel, purpose, orderedAt: madeAt) { return refusal }
            guard let key = parameters.addressKey, let contact else { return nil }
            return contact.email.addressKey == key ? nil : .addressChanged
        }
    }

    private func row(_ id: Int64) throws -> Row? {
        try connection.firstRow(
            """
            SELECT number, recipient, channel, purpose, template_id, language, parameters, attempts, made_at
            FROM message WHERE id = \(id)
            """
        ) { row in
            guard let channel = MessageChannel(rawValue: row.text(2)),
                let purpose = MessagePurpose(rawValue: row.text(3))
            else { throw StorageError(.corrupt, "the message \(id) cannot be read") }
            let parameters = row.optionalText(6)
                .flatMap { try? JSONDecoder().decode(MessageParameters.self, from: Data($0.utf8)) }
            return Row(
                number: row.isNull(0) ? nil : row.number(0),
                recipient: row.optionalText(1),
                channel: channel,
                purpose: purpose,
                template: row.optionalInteger(4),
                language: row.optionalText(5),
                parameters: parameters ?? MessageParameters(),
                attempts: row.integer(7),
                madeAt: row.integer(8)
            )
        }
    }
}
