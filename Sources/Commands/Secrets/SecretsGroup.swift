import Access
import ArgumentParser
import Contacts
import Secrets
import Storage

struct SecretsGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secrets",
        abstract: "Show what is stored encrypted, or change the key.",
        subcommands: [ListSecrets.self, RotateSecrets.self],
        defaultSubcommand: ListSecrets.self
    )
}

struct ListSecrets: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Say where the key is, and how many secrets each column holds."
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions

    private struct Answer: Encodable {
        let keyFile: String?
        let secrets: [String: Int]
    }

    func work(in world: World) async throws {
        let (file, counts) = try await world.database.read { connection in
            (connection.secretKeys.file?.path, try SecretProtection.counts(connection))
        }
        if options.json {
            let secrets = Dictionary(uniqueKeysWithValues: counts.map { ($0.column.name, $0.count) })
            try Console.say(json: Answer(keyFile: file, secrets: secrets))
        } else {
            Console.say("key file: \(file ?? "none; KARTOTEKA_SECRET_KEY_FILE names one")")
            for (column, count) in counts { Console.say("\(column.name): \(count)") }
        }
    }
}

struct RotateSecrets: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Encrypt every secret again with a new key.",
        discussion: """
            Makes the key and puts it into the key file. Where the program may not write that file, or several \
            machines have one, give --new-key-file and then put that file in place of the old one on each machine.
            """
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions

    @Option(
        help: ArgumentHelp("A file with the new key, such as `openssl rand -base64 32` prints.", valueName: "file"),
        completion: .file()
    )
    var newKeyFile: String?

    func work(in world: World) async throws {
        let count: Int
        if let newKeyFile {
            count = try await SecretRotation.rotate(world.database, to: SecretKeyFile(newKeyFile))
        } else {
            count = try await SecretRotation.rotate(world.database)
        }
        if options.json {
            try Console.say(json: ["rotated": count])
        } else {
            Console.say("\(count.counted("secret")) encrypted with the new key")
            if let newKeyFile { Console.say("now put \(newKeyFile) in place of the old key file on every machine") }
        }
    }
}
