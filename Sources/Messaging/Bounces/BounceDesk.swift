package import Contacts
package import Foundation
import Mail
package import Storage

/// Takes the reports of mail servers and providers, and draws the consequences.
package struct BounceDesk: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Takes one report.
    ///
    /// The same report may be taken any number of times; it counts once.
    ///
    /// - Parameters:
    ///   - data: The report as an e-mail.
    ///   - source: Through what it came in.
    ///   - recipient: Whom the mail server was told to deliver it to, if that is known.
    /// - Returns: What it led to.
    /// - Throws: `StorageError`: nothing was changed, and the report can be taken again.
    @discardableResult
    package func take(
        _ data: Data,
        from source: BounceSource,
        recipient: String? = nil
    ) async throws -> BounceOutcome {
        let mail = IncomingMail(data: data)
        let report = MailReport(mail)
        let returned: ReturnedMessage
        switch report {
        case .delivery(let delivery): returned = delivery.returned
        case .complaint(let complaint): returned = complaint.returned
        case .notUnderstood(let reason): return .notUnderstood(reason)
        }
        let now = time.now
        return try await database.write { connection in
            let signer = try TokenSigner(connection)
            switch ReportedMessage(mail, returned, recipient: recipient, signer: signer) {
            case .none: return .notOurs("nothing in it was signed here, so that anybody may have written it")
            case .several: return .notOurs("it speaks of several messages")
            case .found(let message):
                let taking = ReportTaking(connection, message: message, source: source, now: now)
                switch report {
                case .delivery(let delivery): return try taking.take(delivery)
                case .complaint(let complaint): return try taking.take(complaint)
                case .notUnderstood(let reason): return .notUnderstood(reason)
                }
            }
        }
    }

    /// Takes one event of a provider.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - provider: Who notified.
    /// - Returns: What it led to.
    /// - Throws: `StorageError`: nothing was changed, and the event can be taken again.
    func take(_ event: ProviderEvent, from provider: BounceProvider) async throws -> BounceOutcome {
        if case .nothing(let reason) = event.content { return .noted(reason) }
        let now = time.now
        return try await database.write { connection in
            switch ReportedMessage(among: event.tokens, signer: try TokenSigner(connection)) {
            case .none: return .notOurs("nothing in it was signed here, so that it may be about anybody's message")
            case .several: return .notOurs("it speaks of several messages")
            case .found(let message):
                let taking = ReportTaking(connection, message: message, source: .provider(provider), now: now)
                switch event.content {
                case .bounce(let report): return try taking.take(report)
                case .complaint(let report): return try taking.take(report)
                case .nothing(let reason): return .noted(reason)
                }
            }
        }
    }
}
