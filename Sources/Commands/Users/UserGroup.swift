import Access
import ArgumentParser

struct UserGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "List, add, change, disable or enable users, and manage how they sign in.",
        subcommands: [
            ListUsers.self, AddUser.self, ChangeUser.self, DisableUser.self, EnableUser.self, ResetUser.self,
            ResetSecondFactor.self, RequireSecondFactor.self,
        ],
        defaultSubcommand: ListUsers.self
    )
}

extension Role: ExpressibleByArgument {}

/// Names one user.
struct UserArgument: ParsableArguments {
    @Argument(help: "The e-mail address of the user.") var email: String

    /// The user of that address.
    ///
    /// - Throws: `AccessError.unknownUser` when there is none.
    func user(in world: World) async throws -> User {
        guard let user = try await world.users.user(email: email) else { throw AccessError.unknownUser(email) }
        return user
    }
}

struct ListUsers: WorldCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List users with their roles.")

    static let needs = Permission.manageUsers

    @OptionGroup var options: WorldOptions

    func work(in world: World) async throws {
        let documents = try await world.users.all().map { UserDocument($0) }
        if options.json {
            try Console.say(json: documents)
        } else {
            for document in documents { Console.say(document.line) }
        }
    }
}

struct AddUser: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a user, and print a link where the user chooses a password."
    )

    static let needs = Permission.manageUsers

    @OptionGroup var options: WorldOptions
    @OptionGroup var addressOptions: PublicAddressOptions

    @Argument(help: "The e-mail address to sign in with; it stays for good.") var email: String

    @Option(help: "What the user is called; without it the address before the @.")
    var name = ""

    @Option(help: "What the user may do.")
    var role = Role.user

    func work(in world: World) async throws {
        _ = try addressOptions.given
        let user = try await world.users.add(email: email, name: name, role: role)
        world.record(.userAdded(user: user.email, role: role))
        let link = try addressOptions.welcome(try await world.links.forPassword(of: user.id))
        try UserDocument(user, link: link).show(json: options.json)
        try await world.adoptOwnerlessContacts()
    }
}

struct ChangeUser: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Give a user another name or role; the e-mail address stays."
    )

    static let needs = Permission.manageUsers

    @OptionGroup var options: WorldOptions
    @OptionGroup var named: UserArgument

    @Option(help: "What the user is called.")
    var name: String?

    @Option(help: "What the user may do.")
    var role: Role?

    func validate() throws {
        guard name != nil || role != nil else { throw ValidationError("give --name, --role or both") }
    }

    func work(in world: World) async throws {
        let user = try await world.users.change(try await named.user(in: world).id, name: name, role: role)
        world.record(.userChanged(user: user.email, role: user.role))
        try UserDocument(user).show(json: options.json)
        try await world.adoptOwnerlessContacts()
    }
}

struct EnableUser: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Let a disabled user sign in again."
    )

    static let needs = Permission.manageUsers

    @OptionGroup var options: WorldOptions
    @OptionGroup var named: UserArgument

    func work(in world: World) async throws {
        let user = try await named.user(in: world)
        try await world.users.enable(user.id)
        world.record(.userEnabled(user: user.email))
        try UserDocument(try await named.user(in: world)).show(json: options.json)
    }
}

struct ResetUser: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Print a link where a user chooses a new password."
    )

    static let needs = Permission.manageUsers

    @OptionGroup var options: WorldOptions
    @OptionGroup var addressOptions: PublicAddressOptions
    @OptionGroup var named: UserArgument

    func work(in world: World) async throws {
        _ = try addressOptions.given
        let user = try await named.user(in: world)
        let link = try addressOptions.welcome(try await world.links.forPassword(of: user.id))
        world.record(.passwordLinkMade(user: user.email))
        try UserDocument(user, link: link).show(json: options.json)
    }
}
