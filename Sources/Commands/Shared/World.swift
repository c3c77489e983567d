import Access
import Automations
import Contacts
import Executions
import Forms
import Foundation
import Logging
import Messaging
import Outgoing
import Selections
import ServiceLifecycle
import Storage
import Tracking

/// The parts of the program, put together over one database.
struct World: Sendable {
    let address: DatabaseAddress
    let database: any Database
    let audiences: Audiences
    let time: TimeSource
    let logger: Logger
    /// The way out to other machines.
    let calls: OutgoingCalls
    let security: any SecurityLog = SecurityLogger.standardError
    /// Who works in it, and what they may do.
    private(set) var hand = Hand.operator

    /// Opens the database and brings its schema up to date.
    init(_ address: DatabaseAddress, secretKeyFile: String?, logger: Logger) async throws {
        self.address = address
        self.logger = logger
        let allowed = ProcessInfo.processInfo.environment[OutgoingPolicy.variable] ?? ""
        calls = OutgoingCalls(try OutgoingPolicy(allowing: allowed), logger: logger)
        time = .system
        database = try await address.open(secretKeyFile: secretKeyFile, logger: logger)
        try await Schema.migrate(database)
        let sealed = try await SecretProtection.prepare(database)
        if sealed > 0 { logger.notice("\(sealed.counted("secret")) stored in clear text before: encrypted now") }
        audiences = Audiences(database, time: time)
    }

    var actor: Actor { hand.actor }

    /// The same world in the hands of a user.
    ///
    /// - Parameters:
    ///   - email: The e-mail address of the user; nothing means the operator of the machine.
    ///   - permission: What the user must be allowed to do.
    /// - Returns: The world.
    /// - Throws: `AccessError` when there is no such user, or the user is disabled or lacks the permission.
    func acting(as email: String?, needing permission: Permission) async throws -> World {
        guard let email else { return self }
        guard let user = try await users.user(email: email) else { throw AccessError.unknownUser(email) }
        _ = try user.actor(needing: permission)
        var world = self
        world.hand = .user(user)
        return world
    }

    /// Records what a command brings about.
    func record(_ event: SecurityEvent) {
        security.record(event, by: hand.source)
    }

    var segments: SegmentStore { SegmentStore(database, time: time) }

    var funnels: FunnelStore { FunnelStore(database) }

    var automations: AutomationStore { AutomationStore(database, time: time) }

    var sites: SiteStore { SiteStore(database, time: time) }

    var documents: DocumentStore { DocumentStore(database, time: time) }

    var retention: Retention { Retention(database, time: time, logger: logger) }

    var visitMover: VisitMover { VisitMover(database, time: time, logger: logger) }

    var forms: FormStore { FormStore(database, time: time) }

    var signUpTidying: SignUpTidying { SignUpTidying(database, time: time, logger: logger) }

    var users: UserStore { UserStore(database, time: time) }

    var keys: APIKeyStore { APIKeyStore(database, time: time) }

    var secondFactors: SecondFactorService { SecondFactorService(database, time: time) }

    var links: OneTimeLinks { OneTimeLinks(database, time: time) }

    var executions: ExecutionStore { ExecutionStore(database, audiences: audiences, time: time) }

    var previewer: Previewer { Previewer(database, audiences: audiences, time: time) }

    var handover: Handover { Handover(database, audiences: audiences, time: time) }

    var ownerlessContacts: OwnerlessContacts { OwnerlessContacts(database, audiences: audiences, time: time) }

    /// Gives contacts without an owner to the first administrator, once there is one; here and now.
    func adoptOwnerlessContacts() async throws {
        guard let id = try await ownerlessContacts.adopt() else { return }
        let bar = ProgressBar("Giving contacts an owner")
        defer { bar.end() }
        try await runner.run(id) { bar.show($0.doneContacts, of: $0.contactCount ?? 0) }
    }

    var automationRunner: AutomationRunner { AutomationRunner(database, time: time, logger: logger) }

    var webhookSender: WebhookSender { WebhookSender(database, time: time, calls: calls, logger: logger) }

    /// The folder below which accounts may write files, if the operator has set it.
    var messageFolder: MessageFolder? {
        let path = ProcessInfo.processInfo.environment[MessageFolder.variable] ?? ""
        return path.isEmpty ? nil : MessageFolder(path)
    }

    var messageSender: MessageSender {
        MessageSender(
            database,
            time: time,
            calls: calls,
            passwordLinks: { [links] user in
                "/welcome/" + (try await links.forPassword(of: user, replacingOthers: false))
            },
            messageFolder: messageFolder,
            logger: logger
        )
    }

    /// Tells a user by e-mail what was changed of the account.
    func notify(_ user: User, _ notice: AccountNotice) async throws {
        let (now, actor) = (time.now, actor.name)
        try await database.write { try notice.send(to: user.email, actor: actor, at: now, in: $0) }
    }

    var bounceDesk: BounceDesk { BounceDesk(database, time: time) }

    /// What works beside the pages, until it is stopped.
    var services: [any Service] {
        [
            runner, automationRunner, webhookSender, messageSender, visitMover, retention,
            signUpTidying,
        ]
    }

    var runner: ExecutionRunner { ExecutionRunner(database, audiences: audiences, time: time, logger: logger) }
}
