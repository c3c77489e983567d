import Access
import ArgumentParser
import Messaging

struct ResetSecondFactor: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-second-factor",
        abstract: "Remove the second factor of a user who has lost it."
    )

    static let needs = Permission.manageUsers

    @OptionGroup var options: WorldOptions
    @OptionGroup var named: UserArgument

    func work(in world: World) async throws {
        let user = try await named.user(in: world)
        try await world.secondFactors.remove(of: user.id)
        world.record(.secondFactorRemoved(user: user.email))
        try await world.notify(user, .secondFactorRemoved)
        try UserDocument(try await named.user(in: world)).show(json: options.json)
    }
}

struct RequireSecondFactor: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "require-second-factor",
        abstract: "Show or set of which roles a second factor is required.",
        discussion: "A user of these roles who has none adds one before anything else. Keys and commands go on."
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions
    @Argument(help: "The roles; without any, the present ones are shown.") var roles: [Role] = []

    @Flag(help: "Require it of no role.")
    var off = false

    private struct Answer: Encodable {
        let roles: [String]
    }

    func validate() throws {
        guard !off || roles.isEmpty else { throw ValidationError("give either roles or --off") }
    }

    func work(in world: World) async throws {
        if off || !roles.isEmpty {
            try await world.secondFactors.set(SecondFactorRule(roles: Set(roles)))
            world.record(.settingChanged(name: "second-factor-roles"))
        }
        let required = try await world.secondFactors.rule().roles.map(\.rawValue).sorted()
        if options.json {
            try Console.say(json: Answer(roles: required))
        } else if required.isEmpty {
            Console.say("no role needs a second factor")
        } else {
            Console.say("these roles need a second factor: \(required.joined(separator: ", "))")
        }
    }
}
