import Bitmaps
import Contacts
import Foundation
import Storage
import TestSupport

@testable import Messaging

extension MessagingWorld {
    var desk: BounceDesk { BounceDesk(database, time: clock.time) }

    /// Puts in a message that has been sent to a contact, at this moment.
    ///
    /// - Returns: A report about it, to be filled in.
    func sent(to number: UInt32, _ channel: MessageChannel = .email) async throws -> SampleReport {
        let name = "News \(UUID().uuidString)"
        let template = try await template(channel, .init(subject: "Spring", text: "It is spring."), named: name)
        try await order(template, channel, for: [number])
        let now = clock.now
        let id = try await database.write { connection in
            let id = try connection.firstRow("SELECT MAX(id) FROM message") { $0.integer(0) } ?? 0
            try connection.execute("UPDATE message SET state = 2, settled_at = \(now) WHERE id = \(id)")
            return id
        }
        return try await report(about: id, to: number)
    }

    /// A report about a message, as the mail server of the recipient writes it.
    func report(about message: Int64, to number: UInt32) async throws -> SampleReport {
        var report = SampleReport()
        report.mark = try await TokenSigner.load(from: database).token(.bounce, number: message)
        report.recipient = try await contact(number)?.email ?? "nobody@example.com"
        clock.advance(by: .seconds(60))
        return report
    }

    func take(_ report: Data, recipient: String? = nil) async throws -> BounceOutcome {
        try await desk.take(report, from: .pipe, recipient: recipient)
    }

    func consents(_ number: UInt32) async throws -> [ConsentEntry] {
        try await database.read { try ConsentRecord($0).entries(of: number, visibleTo: .named("anna")) }
    }

    func softBounces(_ number: UInt32) async throws -> Int {
        guard let contact = try await contact(number) else { return 0 }
        return try await database.read { try BounceRows($0).softBounces(of: contact) }
    }

    func set(_ limit: SoftBounceLimit?) async throws {
        try await database.write { try SoftBounceLimit.set(limit, in: $0) }
    }

    func edit(_ number: UInt32, _ edits: CardEdit...) async throws {
        let cards = CardEditing(database, time: clock.time)
        clock.advance(by: .seconds(60))
        guard let id = try await contact(number)?.id else { return }
        try await cards.edit(id, edits, actor: .named("anna"))
    }
}
