import BackgroundWork
package import Contacts
package import Foundation
package import Logging
package import Outgoing
import ServiceLifecycle
package import Storage
import Synchronization

/// Sends the messages that are due, by every account at the same time.
package final class MessageSender: Service {
    private let database: any Database
    private let queue: MessageQueue
    private let renderer = MessageRenderer()
    private let publicAddress: URL?
    private let calls: OutgoingCalls
    private let passwordLinks: PasswordLinkMaker?
    private let messageFolder: MessageFolder?
    private let logger: Logger
    private let loop: WorkLoop
    private let tools = Mutex<Tools?>(nil)

    /// What needs the key of the installation.
    private struct Tools: Sendable {
        let signer: TokenSigner
        let pool: TransportPool
    }

    /// Makes a sender.
    ///
    /// - Parameters:
    ///   - database: Where the messages are.
    ///   - time: Says what is due.
    ///   - calls: Which mail servers and gateways may be called.
    ///   - publicAddress: Where links lead to; nothing takes what the workspace remembers.
    ///   - passwordLinks: Makes links to choose a password; without it such messages fail.
    ///   - messageFolder: Below what accounts may write files; `nil` lets them write none.
    ///   - logger: Hears of failures.
    ///   - pause: How long to wait when nothing is to do.
    package init(
        _ database: any Database,
        time: TimeSource,
        calls: OutgoingCalls,
        publicAddress: URL? = nil,
        passwordLinks: PasswordLinkMaker? = nil,
        messageFolder: MessageFolder? = nil,
        logger: Logger,
        pause: Duration = .milliseconds(500)
    ) {
        self.database = database
        self.calls = calls
        queue = MessageQueue(database: database, time: time)
        self.publicAddress = publicAddress
        self.passwordLinks = passwordLinks
        self.messageFolder = messageFolder
        self.logger = logger
        loop = WorkLoop("The sender of messages", rest: pause, logger: logger)
    }

    /// Works until the service group shuts down.
    package func run() async throws {
        await loop.run { try await step() > 0 }
        await close()
    }

    /// Gives up connections that are open.
    package func close() async {
        let pool = tools.withLock { $0?.pool }
        await pool?.close()
    }

    /// Sends the next messages that are due.
    ///
    /// - Returns: How many were taken on.
    /// - Throws: `StorageError` when the database cannot be reached.
    @discardableResult
    package func step() async throws -> Int {
        let lost = try await queue.noteLost()
        if lost > 0 { logger.warning("Of \(lost) messages nobody knows whether they were sent; see the outbox") }
        let (accounts, remembered) = try await database.read { connection in
            (try AccountReader(connection).all(), try Workspace.publicAddress(in: connection))
        }
        guard !accounts.isEmpty, let base = publicAddress ?? remembered else { return 0 }
        let tools = try await madeTools()
        let links = MessageLinks(base: base, signer: tools.signer)
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for account in accounts {
                group.addTask { try await self.send(by: account, links, tools.pool) }
            }
            return try await group.reduce(0, +)
        }
    }

    private func madeTools() async throws -> Tools {
        if let made = tools.withLock({ $0 }) { return made }
        let signer = try await TokenSigner.load(from: database)
        return tools.withLock { tools in
            let made =
                tools
                ?? Tools(
                    signer: signer,
                    pool: TransportPool(signer: signer, through: calls, messageFolder: messageFolder)
                )
            tools = made
            return made
        }
    }

    private func send(by account: MessageAccount, _ links: MessageLinks, _ pool: TransportPool) async throws -> Int {
        let ids = try await queue.claim(for: account)
        guard !ids.isEmpty else { return 0 }
        let lanes = min(account.settings.lanes, ids.count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<lanes {
                let part = stride(from: lane, to: ids.count, by: lanes).map { ids[$0] }
                group.addTask {
                    let transport = await pool.take(for: account)
                    let sending = Lane(
                        queue: self.queue,
                        renderer: self.renderer,
                        account: account,
                        links: links,
                        passwordLinks: self.passwordLinks,
                        transport: transport
                    )
                    do {
                        try await sending.send(part)
                    } catch {
                        await transport.close()
                        throw error
                    }
                    await pool.giveBack(transport, of: account)
                }
            }
            try await group.waitForAll()
        }
        return ids.count
    }
}

/// Sends one message after another.
private struct Lane {
    let queue: MessageQueue
    let renderer: MessageRenderer
    let account: MessageAccount
    let links: MessageLinks
    let passwordLinks: PasswordLinkMaker?
    let transport: any Transport

    func send(_ ids: [Int64]) async throws {
        var settled: (message: PreparedMessage, outcome: SendOutcome)?
        var rest = ids[...]
        while let id = rest.first {
            if Task.isShuttingDownGracefully || Task.isCancelled { break }
            if case .accountFails? = settled?.outcome { break }
            rest = rest.dropFirst()
            let message = try await queue.begin(id, settling: settled, by: account)
            settled = nil
            guard let message else { continue }
            settled = (message, await outcome(of: message))
        }
        if let settled { _ = try await queue.begin(nil, settling: settled, by: account) }
        try await queue.giveBack(Array(rest))
    }

    private func outcome(of message: PreparedMessage) async -> SendOutcome {
        if let user = message.parameters.passwordLink { return await sendPasswordLink(UserID(user), message) }
        do {
            return await transport.send(message, saying: try renderer.rendered(message, links: links))
        } catch let error as TemplateError {
            return .refused("the template cannot be filled in: \(error.message)")
        } catch {
            return .refused("the template cannot be filled in")
        }
    }

    private func sendPasswordLink(_ user: UserID, _ message: PreparedMessage) async -> SendOutcome {
        guard let passwordLinks else { return .later("this program makes no links to choose a password") }
        do {
            let text = PasswordLinkMessage.text(
                for: message.recipient,
                address: links.address(try await passwordLinks(user))
            )
            let rendered = RenderedMessage(
                subject: PasswordLinkMessage.subject,
                text: text,
                html: nil,
                unsubscription: nil
            )
            return await transport.send(message, saying: rendered)
        } catch let error as any ExplainedError {
            return .refused(error.message)
        } catch {
            return .later("the link could not be made")
        }
    }
}
