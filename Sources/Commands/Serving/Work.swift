import Access
import ArgumentParser
import Automations
import Contacts
import Executions
import Forms
import Messaging
import ServiceLifecycle
import Tracking
import UnixSignals

struct Work: WorldCommand {
    static let configuration = CommandConfiguration(
        abstract: "Carry out executions, rules and workflows and send messages, without serving pages, until stopped.",
        discussion: """
            Links in messages lead to where `serve` was reached the last time. Any number of these may work on one PostgreSQL database, beside servers; each may be killed at any time.
            """
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions

    @Flag(help: "Stop as soon as nothing is due.")
    var untilIdle = false

    private struct Answer: Encodable {
        /// Contacts that rules and workflows moved on.
        let moved: Int
        /// Calls of other programs that were tried.
        let calls: Int
        /// Messages that were taken on, whatever became of them.
        let messages: Int
    }

    func work(in world: World) async throws {
        guard untilIdle else {
            let services = ServiceGroup(services: world.services, logger: world.logger)
            let group = ServiceGroup(
                services: [BoundedShutdown(services, logger: world.logger)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: world.logger
            )
            return try await group.run()
        }
        var (moved, calls, messages) = (0, 0, 0)
        let sender = world.messageSender
        while true {
            while try await world.runner.step() {}
            while try await world.visitMover.step() > 0 {}
            let movedNow = try await world.automationRunner.runUntilIdle()
            let callsNow = try await world.webhookSender.step()
            let messagesNow = try await sender.step()
            moved += movedNow
            calls += callsNow
            messages += messagesNow
            if movedNow == 0, callsNow == 0, messagesNow == 0 { break }
        }
        await sender.close()
        try await world.signUpTidying.step()
        if options.json {
            try Console.say(json: Answer(moved: moved, calls: calls, messages: messages))
        } else {
            Console.say("nothing is due; rules and workflows moved \(moved.counted("contact"))")
        }
    }
}
