import Access
import ArgumentParser
import Automations
import Contacts
import Executions
import ServiceLifecycle
import Tracking
import UnixSignals

struct Work: WorldCommand {
    static let configuration = CommandConfiguration(
        abstract: "Carry out executions, rules and workflows without serving pages, until stopped.",
        discussion: """
            Any number of these may work on one PostgreSQL database, beside servers; each may be killed at any time.
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
    }

    func work(in world: World) async throws {
        guard untilIdle else {
            let services: [any Service] = [
                world.runner, world.automationRunner, world.webhookSender, world.visitMover, world.retention,
            ]
            let group = ServiceGroup(
                services: services,
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: world.logger
            )
            return try await group.run()
        }
        var (moved, calls) = (0, 0)
        while true {
            while try await world.runner.step() {}
            while try await world.visitMover.step() > 0 {}
            let movedNow = try await world.automationRunner.runUntilIdle()
            let callsNow = try await world.webhookSender.step()
            moved += movedNow
            calls += callsNow
            if movedNow == 0, callsNow == 0 { break }
        }
        if options.json {
            try Console.say(json: Answer(moved: moved, calls: calls))
        } else {
            Console.say("nothing is due; rules and workflows moved \(moved.counted("contact"))")
        }
    }
}
