import Access
import ArgumentParser
import Contacts
import Messaging
import Storage

struct KeyGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "List, make or revoke keys by which other programs use the API.",
        subcommands: [ListKeys.self, MakeKey.self, RevokeKey.self],
        defaultSubcommand: ListKeys.self
    )
}

struct ListKeys: WorldCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List keys, the newest first.")

    static let needs = Permission.manageUsers

    @OptionGroup var options: WorldOptions

    func work(in world: World) async throws {
        let users = try await world.database.read { try UserDirectory($0).names() }
        let documents = try await world.keys.all().map { KeyDocument($0, users: users, now: world.time.now) }
        if options.json {
            try Console.say(json: documents)
        } else {
            for document in documents { Console.say(document.line) }
        }
    }
}

struct MakeKey: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "make",
        abstract: "Make a key that works with the rights of a user, and print its secret, once.",
        discussion: "docs/api.md says how a program uses it."
    )

    static let needs = Permission.manageUsers

    @OptionGroup var options: WorldOptions
    @Argument(help: "What the program is called that uses it.") var name: String

    @Option(help: ArgumentHelp("The user with whose rights the program works.", valueName: "email"))
    var user: String

    @Flag(help: "For programs that speak the API of SALESmanago, instead of our own.")
    var client = false

    @Option(help: "How many days it works; without it, until it is revoked.")
    var days: Int?

    func validate() throws {
        if let days, !(1...3_650).contains(days) { throw ValidationError("--days must be from 1 to 3650") }
    }

    func work(in world: World) async throws {
        guard let owner = try await world.users.user(email: user) else { throw AccessError.unknownUser(user) }
        let made = try await world.keys.make(
            name,
            client ? .client : .token,
            for: owner.id,
            expiresAt: days.map { world.time.now + Int64($0) * 86_400_000 }
        )
        world.record(.keyMade(id: made.key.id, user: owner.email, kind: made.key.kind))
        try await world.notify(owner, .keyMade(name: made.key.name))
        let document = KeyDocument(made.key, users: [owner.id: owner.email], now: world.time.now, secret: made.secret)
        if options.json {
            try Console.say(json: document)
        } else {
            Console.say(document.line)
            if let id = made.key.clientID { Console.say("client id: \(id)") }
            Console.say("secret, shown only now: \(made.secret)")
        }
    }
}

struct RevokeKey: WorldCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Make a key worthless for good.")

    static let needs = Permission.manageUsers

    @OptionGroup var options: WorldOptions
    @Argument(help: "The number of the key, as the list shows it.") var id: Int64

    func work(in world: World) async throws {
        try await world.keys.revoke(id)
        world.record(.keyRevoked(id: id))
        if options.json {
            try Console.say(json: ["revoked": id])
        } else {
            Console.say("key \(id) revoked")
        }
    }
}

/// A key as JSON shows it.
private struct KeyDocument: Encodable {
    let id: Int64
    let name: String
    let user: String?
    let kind: String
    let clientID: String?
    let createdAt: String
    let usedAt: String?
    let expiresAt: String?
    let revokedAt: String?
    let works: Bool
    let secret: String?

    init(_ key: APIKey, users: [UserID: String], now: Int64, secret: String? = nil) {
        id = key.id
        name = key.name
        user = users[key.user]
        kind = key.kind.rawValue
        clientID = key.clientID
        createdAt = key.createdAt.instant
        usedAt = key.usedAt?.instant
        expiresAt = key.expiresAt?.instant
        revokedAt = key.revokedAt?.instant
        works = key.isValid(at: now)
        self.secret = secret
    }

    /// The key on one line.
    var line: String {
        let state =
            if revokedAt != nil {
                "revoked"
            } else if works {
                expiresAt.map { "until \($0)" } ?? "for ever"
            } else {
                "expired"
            }
        return "\(id)  \(name)  \(kind) of \(user ?? "nobody")  \(state)" + (usedAt.map { "  used \($0)" } ?? "")
    }
}
