import Outgoing

/// Keeps what is open to mail servers from one portion of messages to the next.
actor TransportPool {
    private var idle: [AccountID: (settings: AccountSettings, transports: [any Transport])] = [:]
    private let signer: TokenSigner
    private let calls: OutgoingCalls
    private let messageFolder: MessageFolder?

    init(signer: TokenSigner, through calls: OutgoingCalls, messageFolder: MessageFolder?) {
        self.signer = signer
        self.calls = calls
        self.messageFolder = messageFolder
    }

    /// A transport of an account that nobody else uses at present.
    func take(for account: MessageAccount) async -> any Transport {
        if let entry = idle[account.id], entry.settings != account.settings {
            idle[account.id] = nil
            for transport in entry.transports { await transport.close() }
        }
        if let transport = idle[account.id]?.transports.popLast() { return transport }
        return account.settings.makeTransport(signer: signer, through: calls, messageFolder: messageFolder)
    }

    /// Takes a transport back.
    func giveBack(_ transport: any Transport, of account: MessageAccount) async {
        var entry = idle[account.id] ?? (account.settings, [])
        guard entry.settings == account.settings else { return await transport.close() }
        entry.transports.append(transport)
        idle[account.id] = entry
    }

    /// Closes everything that is open.
    func close() async {
        let transports = idle.values.flatMap(\.transports)
        idle = [:]
        for transport in transports { await transport.close() }
    }
}
