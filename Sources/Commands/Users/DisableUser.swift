import Access
import ArgumentParser
import Executions

struct DisableUser: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Keep a user from signing in, end the user's sessions and pass the user's contacts on."
    )

    static let needs = Permission.manageUsers

    @OptionGroup var options: WorldOptions
    @OptionGroup var named: UserArgument

    @Option(
        name: .customLong("hand-over-to"),
        help: ArgumentHelp("The user who takes over the contacts; needed where there are any.", valueName: "email")
    )
    var successor: String?

    @Flag(help: "Show what the hand-over would do, and change nothing.")
    var preview = false

    func validate() throws {
        guard !preview || successor != nil else { throw ValidationError("--preview needs --hand-over-to") }
    }

    func work(in world: World) async throws {
        let leaving = try await named.user(in: world)
        let successor = try await successor(in: world)
        if let successor, preview {
            let preview = try await world.handover.preview(from: leaving, to: successor, actor: world.actor)
            try await PreviewReport(world, json: options.json).show(preview, title: "Hand-over")
            return
        }
        let id = try await world.handover.disable(leaving, handingOverTo: successor, actor: world.actor)
        world.record(.userDisabled(user: leaving.email))
        if let id {
            try await ExecutionDriver(world, json: options.json).drive(id)
        } else {
            try UserDocument(try await named.user(in: world)).show(json: options.json)
        }
    }

    private func successor(in world: World) async throws -> User? {
        guard let successor else { return nil }
        guard let user = try await world.users.user(email: successor) else {
            throw AccessError.unknownUser(successor)
        }
        return user
    }
}
