import Access
import ArgumentParser
import Contacts
import Messaging
import Storage

struct LimitBounces: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "limit",
        abstract: "Show or set after how many soft bounces an address is marked invalid.",
        discussion: "Without a limit, soft bounces are counted and mark nothing."
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions

    @Option(help: "How many soft bounces, from 2 to 1000.")
    var count: Int?

    @Option(help: "Within how many days, from 1 to 3650.")
    var days: Int?

    @Flag(help: "Take the limit away.")
    var off = false

    private struct Answer: Encodable {
        let count: Int?
        let days: Int?
    }

    func validate() throws {
        guard (count == nil) == (days == nil) else { throw ValidationError("--count and --days go together") }
        guard !off || count == nil else { throw ValidationError("give either --off or --count and --days") }
        if let count, let days, SoftBounceLimit(count: count, days: days) == nil {
            throw ValidationError("--count must be from 2 to 1000, and --days from 1 to 3650")
        }
    }

    func work(in world: World) async throws {
        if let count, let days {
            try await world.database.write {
                try SoftBounceLimit.set(SoftBounceLimit(count: count, days: days), in: $0)
            }
        } else if off {
            try await world.database.write { try SoftBounceLimit.set(nil, in: $0) }
        }
        if count != nil || off { world.record(.settingChanged(name: "bounce-limit")) }
        let limit = try await world.database.read { try SoftBounceLimit.load($0) }
        if options.json {
            try Console.say(json: Answer(count: limit?.count, days: limit?.days))
        } else if let limit {
            Console.say(
                "An address is marked invalid after \(limit.count.counted("soft bounce")) within \(limit.days.counted("day"))"
            )
        } else {
            Console.say("Soft bounces are counted and mark nothing")
        }
    }
}
