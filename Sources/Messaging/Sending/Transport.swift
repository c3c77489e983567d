import Outgoing

/// Brings messages of one account on their way.
protocol Transport: Sendable {
    /// Sends one message.
    func send(_ message: PreparedMessage, saying text: RenderedMessage) async -> SendOutcome

    /// Gives up what is held open.
    func close() async
}

extension AccountSettings {
    /// How many messages may be on their way at a time.
    var lanes: Int {
        switch self {
        case .email(let settings): settings.connections
        case .http: 4
        case .file: 1
        }
    }

    /// A way for one message after another.
    func makeTransport(
        signer: TokenSigner,
        through calls: OutgoingCalls,
        messageFolder: MessageFolder?
    ) -> any Transport {
        switch self {
        case .email(let settings): EmailTransport(settings, signer: signer, through: calls)
        case .http(let settings): HTTPTextTransport(settings, through: calls)
        case .file(let settings): FileTextTransport(settings, below: messageFolder)
        }
    }
}
