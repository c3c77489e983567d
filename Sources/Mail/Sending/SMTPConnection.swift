import Dispatch
package import Foundation
package import Outgoing

/// A connection to a mail server that is used again for message after message.
///
/// It is opened when the first message is sent and again when the server hung up in between. One caller uses it at a
/// time; the blocking work runs on a queue of its own, so the threads of Swift's concurrency stay free.
///
/// `@unchecked Sendable`: `session` is touched only on the serial queue.
package final class SMTPConnection: @unchecked Sendable {
    private let account: SMTPAccount
    private let calls: OutgoingCalls
    private let queue = DispatchQueue(label: "kartoteka.smtp")
    private var session: SMTPSession?

    /// Connects only when something is sent.
    ///
    /// - Parameters:
    ///   - account: Where and how.
    ///   - calls: Which addresses may be called.
    package init(_ account: SMTPAccount, through calls: OutgoingCalls) {
        self.account = account
        self.calls = calls
    }

    /// Sends a message to one recipient.
    ///
    /// A message that has begun to be sent is sent to its end, whether or not the task is cancelled: nobody could tell
    /// otherwise whether it was.
    ///
    /// - Parameters:
    ///   - data: In the form of RFC 5322, as `MailMessage.encoded()` gives it.
    ///   - envelopeSender: Where reports of failures go; empty for nowhere.
    ///   - recipient: Its domain is sent in ASCII.
    /// - Returns: What the server made of it.
    package func send(_ data: Data, from envelopeSender: String, to recipient: String) async -> SMTPOutcome {
        let sender: EnvelopeAddress?
        do {
            sender = envelopeSender.isEmpty ? nil : try EnvelopeAddress(envelopeSender)
        } catch {
            return .failed(problem: "the sender cannot be used: \(error)", mayHaveBeenSent: false)
        }
        let address: EnvelopeAddress
        do {
            address = try EnvelopeAddress(recipient)
        } catch {
            // Without the address, whose letters may be words that mean something else in an answer of a server.
            return .refused(SMTPReply(code: 553, enhanced: "5.1.3", text: "this is not an address: correct it"))
        }
        return await onQueue { self.exchange(data, from: sender, to: address) }
    }

    /// Takes leave of the server; sending again connects again.
    package func close() async {
        await onQueue {
            self.session?.quit()
            self.session = nil
        }
    }

    private func onQueue<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body()) }
        }
    }

    private func exchange(_ data: Data, from sender: EnvelopeAddress?, to recipient: EnvelopeAddress) -> SMTPOutcome {
        var isFresh = false
        do {
            while true {
                let current: SMTPSession
                if let session, session.isUsable {
                    current = session
                } else {
                    session = nil
                    isFresh = true
                    current = try SMTPSession(account, through: calls)
                    session = current
                }
                defer { if !current.isUsable { session = nil } }
                switch current.send(data, from: sender, to: recipient) {
                case .done(let outcome): return outcome
                case .hungUp(let problem):
                    // Servers close connections that were idle, or after a number of messages. A fresh one is no such.
                    if isFresh { return .failed(problem: problem, mayHaveBeenSent: false) }
                }
            }
        } catch {
            return .failed(problem: error.problem, mayHaveBeenSent: false)
        }
    }
}
