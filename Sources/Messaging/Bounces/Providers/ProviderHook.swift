package import Contacts
package import Foundation
import Mail
import Parsing
package import Storage

/// Takes the notifications of providers at their secret addresses.
package struct ProviderHook: Sendable {
    /// The longest notification, in bytes.
    package static let longest = ParsingLimits.request.bytes

    /// What a notification led to.
    package enum Answer: Sendable, Hashable {
        /// It does not prove that it comes from the provider; nothing was changed.
        case refused(String)
        /// It has no user and password, or wrong ones; nothing was changed.
        case signInNeeded
        /// It is no notification of the provider; nothing was changed.
        case notUnderstood(String)
        /// Something that it needs cannot be had now; it should be sent again.
        case later(String)
        /// The provider asked whether its notifications are wanted, and was told so.
        case confirmed
        /// The events, in order.
        case taken([BounceOutcome])
    }

    private let database: any Database
    private let time: TimeSource
    private let certificates: CertificateShelf
    /// Those of Mailgun, whose signature is over a time and a token only.
    private let tokens = SignedTokens()

    /// Takes notifications.
    ///
    /// - Parameters:
    ///   - database: Where the contacts are.
    ///   - time: The present time.
    ///   - fetch: Gets the text at a web address; `nil` if it cannot be had.
    package init(
        _ database: any Database,
        time: TimeSource,
        fetch: @escaping @Sendable (_ address: String) async -> String?
    ) {
        self.database = database
        self.time = time
        certificates = CertificateShelf(fetch)
    }

    /// Takes a notification.
    ///
    /// The same notification may be taken any number of times; it counts once.
    ///
    /// - Parameters:
    ///   - body: JSON.
    ///   - provider: Whose address it came to.
    ///   - key: What proves that it comes from the provider, as the operator gave it.
    ///   - header: The value of a header of the request.
    /// - Returns: What it led to.
    /// - Throws: `StorageError`: the notification can be taken again.
    package func take(
        _ body: Data,
        from provider: BounceProvider,
        key: String?,
        header: (String) -> String?
    ) async throws -> Answer {
        switch provider {
        case .ses: return try await takeFromSNS(body, topic: key)
        case .mailgun:
            guard let value = Self.value(body) else { return Self.noJSON }
            let signature = value["signature"]
            guard let key, let timestamp = signature["timestamp"].asText, let moment = Int64(timestamp),
                let token = signature["token"].asText, let code = signature["signature"].asText,
                ProviderSignature.isOfMailgun(timestamp: timestamp, token: token, signature: code, key: key)
            else { return .refused("it is not signed with the key of Mailgun") }
            guard ProviderSignature.isRecent(moment, now: time.now) else { return Self.tooOld }
            guard tokens.admit(timestamp + token, with: body) else {
                return .refused("its token came with another body")
            }
            return try await take(value, from: provider, signedAt: moment)
        case .sendgrid:
            guard let key, let timestamp = header("X-Twilio-Email-Event-Webhook-Timestamp"),
                let moment = Int64(timestamp), let code = header("X-Twilio-Email-Event-Webhook-Signature"),
                ProviderSignature.isOfSendGrid(timestamp: timestamp, body: body, signature: code, key: key)
            else { return .refused("it is not signed with the key of SendGrid") }
            guard let value = Self.value(body) else { return Self.noJSON }
            return try await take(value, from: provider, signedAt: moment)
        case .postmark, .brevo:
            if let key, !ProviderSignature.isLogin(header("Authorization"), key) { return .signInNeeded }
            guard let value = Self.value(body) else { return Self.noJSON }
            return try await take(value, from: provider, signedAt: nil)
        }
    }

    private func takeFromSNS(_ body: Data, topic: String?) async throws -> Answer {
        guard let value = Self.value(body) else { return Self.noJSON }
        guard let envelope = SNSEnvelope(value), let topic = topic.flatMap(SNSTopic.init), envelope.topic == topic.text
        else { return .refused("it is not of the topic of Amazon SNS that was set") }
        guard topic.isOfHost(envelope.certificateAddress) else {
            return .refused("its certificate is not at \(topic.host)")
        }
        guard let certificate = await certificates.key(at: envelope.certificateAddress) else {
            return .later("the certificate of its signature cannot be fetched from \(topic.host)")
        }
        guard envelope.isSigned(by: certificate) else { return .refused("it is not signed by Amazon SNS") }
        guard ProviderSignature.isRecent(envelope.moment, now: time.now) else { return Self.tooOld }
        switch envelope.kind {
        case .notification:
            guard let event = Self.value(Data(envelope.message.utf8)) else {
                return .notUnderstood("a notification of Amazon SNS that is not of Amazon SES")
            }
            return try await take(event, from: .ses, signedAt: envelope.moment)
        case .subscription:
            guard let address = envelope.subscribeAddress, topic.isOfHost(address) else {
                return .refused("its confirmation is not at \(topic.host)")
            }
            let isConfirmed = await certificates.fetch(address) != nil
            return isConfirmed ? .confirmed : .later("the subscription cannot be confirmed at \(topic.host)")
        case .unsubscription: return .taken([.noted("the subscription was cancelled")])
        }
    }

    private func take(_ value: JSONValue, from provider: BounceProvider, signedAt moment: Int64?) async throws -> Answer
    {
        if let moment, !ProviderSignature.isRecent(moment, now: time.now) { return Self.tooOld }
        let events = provider.events(in: value)
        guard !events.isEmpty else { return .notUnderstood("not a notification of \(provider.name)") }
        let desk = BounceDesk(database, time: time)
        var outcomes: [BounceOutcome] = []
        for event in events {
            try Task.checkCancellation()
            outcomes.append(try await desk.take(event, from: provider))
        }
        return .taken(outcomes)
    }

    private static let noJSON = Answer.notUnderstood("not JSON within the limits")
    private static let tooOld = Answer.refused("it was signed more than a day ago, or in the future")

    private static func value(_ body: Data) -> JSONValue? {
        (try? JSONDocument(Array(body), limits: .request))?.value
    }
}

/// Keeps the keys of the few certificates with which Amazon SNS signs.
private actor CertificateShelf {
    /// Each region has one at a time.
    private static let most = 16

    private var keys: [String: CertificateKey] = [:]
    nonisolated let fetch: @Sendable (String) async -> String?

    init(_ fetch: @escaping @Sendable (String) async -> String?) {
        self.fetch = fetch
    }

    func key(at address: String) async -> CertificateKey? {
        if let key = keys[address] { return key }
        guard let pem = await fetch(address), let key = CertificateKey(pem: pem) else { return nil }
        if keys.count >= Self.most { keys = [:] }
        keys[address] = key
        return key
    }
}
