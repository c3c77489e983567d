import Foundation
import Outgoing

/// The dialogue about messages on one connection (RFC 5321, section 3.3).
///
/// Its calls block.
final class SMTPSession {
    /// How far a message got.
    enum Step {
        case done(SMTPOutcome)
        /// The server hung up, or sent us away, before it had heard of the recipient: another connection may do.
        case hungUp(problem: String)
    }

    private let transport: SMTPTransport
    private let place: String
    private var hasOpenTransaction = false
    /// Whether it can be used for another message.
    private(set) var isUsable = true

    /// Connects.
    ///
    /// - Throws: `SMTPTransport.Failure`.
    init(_ account: SMTPAccount, through calls: OutgoingCalls) throws(SMTPTransport.Failure) {
        transport = try SMTPTransport(account, through: calls)
        place = account.place
    }

    /// Takes leave.
    func quit() {
        guard isUsable else { return }
        isUsable = false
        _ = try? answer(to: "QUIT")
    }

    /// Sends one message.
    ///
    /// - Parameters:
    ///   - message: In the form of RFC 5322.
    ///   - sender: Nothing for the empty one.
    ///   - recipient: Who gets it.
    /// - Returns: What became of it.
    func send(_ message: Data, from sender: EnvelopeAddress?, to recipient: EnvelopeAddress) -> Step {
        let needsUTF8 = recipient.needsUTF8 || sender?.needsUTF8 == true
        if needsUTF8, !transport.offers("SMTPUTF8") { return .done(.refused(Self.noUTF8(place))) }
        do {
            if hasOpenTransaction {
                let reset = try answer(to: "RSET")
                guard reset.isPositive else { return hangUp("\(place) answered “\(reset)”") }
                hasOpenTransaction = false
            }
            let opening = try answer(to: command(message, from: sender, needsUTF8: needsUTF8))
            guard opening.isPositive else { return refusedSender(opening) }
            hasOpenTransaction = true
        } catch {
            return hangUp(error.problem)
        }
        return .done(deliver(message, to: recipient))
    }

    private func command(_ message: Data, from sender: EnvelopeAddress?, needsUTF8: Bool) -> String {
        var command = "MAIL FROM:<\(sender?.text ?? "")>"
        if transport.offers("SIZE") { command += " SIZE=\(message.count)" }
        if transport.offers("8BITMIME"), message.contains(where: { $0 >= 0x80 }) { command += " BODY=8BITMIME" }
        if needsUTF8 { command += " SMTPUTF8" }
        return command
    }

    private func refusedSender(_ answer: SMTPAnswer) -> Step {
        if answer.endsTheSession { return hangUp("\(place) answered “\(answer)”") }
        // With SIZE the message is known by now; nothing else at this place is about it.
        if answer.code == 552 { return .done(.refused(answer.reply(.message))) }
        return .done(.failed(problem: "\(place) does not take the sender: “\(answer)”", mayHaveBeenSent: false))
    }

    private func deliver(_ message: Data, to recipient: EnvelopeAddress) -> SMTPOutcome {
        var hasBegun = false
        var isHandedOver = false
        do throws(SMTPTransport.Failure) {
            let recipientAnswer = try answer(to: "RCPT TO:<\(recipient.text)>")
            guard recipientAnswer.isPositive else { return outcome(recipientAnswer, .recipient) }
            let goAhead = try answer(to: "DATA")
            guard goAhead.code == 354 else { return outcome(goAhead, .message) }
            hasBegun = true
            try transport.send(MailData.stuffed(message))
            isHandedOver = true
            let last = try SMTPAnswer(from: transport)
            // A refused message ends the transaction as well, but not every server thinks so.
            guard last.isPositive else { return outcome(last, .message) }
            hasOpenTransaction = false
            return .accepted(reply: last.description)
        } catch {
            isUsable = false
            // A server that has enough of a message says so and hangs up; its words are worth more than ours.
            if hasBegun, !isHandedOver, let words = try? SMTPAnswer(from: transport), !words.isPositive {
                return outcome(words, .message)
            }
            return .failed(problem: "\(place): \(error.problem)", mayHaveBeenSent: isHandedOver)
        }
    }

    private func outcome(_ answer: SMTPAnswer, _ stage: SMTPReply.Stage) -> SMTPOutcome {
        if answer.endsTheSession { isUsable = false }
        if answer.isAboutOurAccount {
            return .failed(problem: "\(place) does not let us in: “\(answer)”", mayHaveBeenSent: false)
        }
        switch answer.code {
        case 400..<500: return .deferred(answer.reply(stage))
        case 500..<600: return .refused(answer.reply(stage))
        default:
            isUsable = false
            return .failed(problem: "\(place) answered “\(answer)”, which makes no sense here", mayHaveBeenSent: false)
        }
    }

    private func hangUp(_ problem: String) -> Step {
        isUsable = false
        return .hungUp(problem: problem)
    }

    private func answer(to command: String) throws(SMTPTransport.Failure) -> SMTPAnswer {
        try transport.send(Data((command + "\r\n").utf8))
        return try SMTPAnswer(from: transport)
    }

    private static func noUTF8(_ place: String) -> SMTPReply {
        SMTPReply(
            code: 553,
            enhanced: "5.6.7",
            text: "\(place) does not take addresses with other letters than a to z before the @ (SMTPUTF8)"
        )
    }
}
