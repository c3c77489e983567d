package import Bitmaps
package import Contacts
import Foundation
package import Storage

/// What is to be sent.
package struct MessageOrder: Hashable, Sendable {
    package let template: TemplateID
    package let channel: MessageChannel
    package let purpose: MessagePurpose
    /// The language; nothing means that of the contact.
    package let language: String?
    /// The path of this program on which the contact confirms.
    package let confirmation: String?
    package let cause: Cause

    package init(
        _ template: TemplateID,
        _ channel: MessageChannel,
        _ purpose: MessagePurpose = .marketing,
        language: String? = nil,
        confirmation: String? = nil,
        cause: Cause
    ) {
        self.template = template
        self.channel = channel
        self.purpose = purpose
        self.language = language
        self.confirmation = confirmation
        self.cause = cause
    }
}

/// Where messages wait until they are sent.
///
/// A message that is put in becomes real with the transaction; whether it may be sent is found out when it is.
package struct Outbox {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Puts one message in for each contact, due at once.
    ///
    /// - Throws: `StorageError`.
    package func add(_ order: MessageOrder, for contacts: Bitmap, at now: Int64) throws {
        guard !contacts.isEmpty else { return }
        let first = try firstID(of: contacts.count)
        let parameters = try MessageParameters(confirmation: order.confirmation).json
        var batch = RowBatch("message", Self.columns)
        batch.reserve(contacts.count)
        for (offset, number) in contacts.numbers.enumerated() {
            batch.append(
                .integer(first + Int64(offset)),
                number.sqlValue,
                .null,
                .text(order.channel.rawValue),
                .text(order.purpose.rawValue),
                .integer(order.template.number),
                order.language.sqlValue,
                parameters.sqlValue,
                .text(order.cause.kind.rawValue),
                order.cause.id.sqlValue,
                .text(order.cause.actor),
                .integer(now),
                .integer(now),
                .integer(MessageState.waiting.rawValue)
            )
        }
        try connection.insert(batch)
    }

    /// Puts a message to a user of the program in, which says what it says.
    ///
    /// - Throws: `StorageError`.
    package func add(
        to address: EmailAddress,
        subject: String,
        text: String,
        actor: String,
        at now: Int64
    ) throws {
        let parameters = MessageParameters(subject: subject, text: text)
        try add(to: address, .account, template: nil, language: nil, parameters, actor: actor, at: now)
    }

    /// Puts an e-mail in with a link on which a user chooses a password; the link is made when it is sent.
    ///
    /// - Throws: `StorageError`.
    package func addPasswordLink(
        to address: EmailAddress,
        for user: UserID,
        actor: String,
        at now: Int64
    ) throws {
        let parameters = MessageParameters(passwordLink: user.number)
        try add(to: address, .account, template: nil, language: nil, parameters, actor: actor, at: now)
    }

    /// Puts a template in that a user wants to look at in the own mail program.
    ///
    /// - Parameters:
    ///   - template: The template.
    ///   - address: The address of the user.
    ///   - language: Which of its languages.
    ///   - contact: Whose data stands in it; nothing leaves every placeholder as it is.
    ///   - actor: Who sends it.
    ///   - now: The present time, in milliseconds.
    /// - Throws: `StorageError`.
    package func addTest(
        of template: TemplateID,
        to address: EmailAddress,
        language: String?,
        as contact: UInt32?,
        actor: String,
        at now: Int64
    ) throws {
        let parameters = MessageParameters(contact: contact)
        try add(to: address, .test, template: template, language: language, parameters, actor: actor, at: now)
    }

    private func add(
        to address: EmailAddress,
        _ purpose: MessagePurpose,
        template: TemplateID?,
        language: String?,
        _ parameters: MessageParameters,
        actor: String,
        at now: Int64
    ) throws {
        var batch = RowBatch("message", Self.columns)
        batch.append(
            .integer(try firstID(of: 1)),
            .null,
            .text(address.text),
            .text(MessageChannel.email.rawValue),
            .text(purpose.rawValue),
            (template?.number).sqlValue,
            language.sqlValue,
            try parameters.json.sqlValue,
            .text(Cause.Kind.card.rawValue),
            .null,
            .text(actor),
            .integer(now),
            .integer(now),
            .integer(MessageState.waiting.rawValue)
        )
        try connection.insert(batch)
    }

    private func firstID(of count: Int) throws -> Int64 {
        try connection.advance(counter: "message", by: Int64(count)) - Int64(count) + 1
    }

    private static let columns: [SQL.Name] = [
        "id", "number", "recipient", "channel", "purpose", "template_id", "language", "parameters", "cause",
        "cause_id", "actor", "made_at", "due_at", "state",
    ]
}

/// What only this message says; forgotten when it is sent.
struct MessageParameters: Codable, Hashable {
    var confirmation: String?
    var subject: String?
    var text: String?
    var contact: UInt32?
    /// The number of the user who gets a link to choose a password.
    var passwordLink: Int64?

    var json: String? {
        get throws {
            guard self != MessageParameters() else { return nil }
            return String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
        }
    }
}
