import Access
import ArgumentParser
import Foundation
import Messaging
import Storage

struct TakeBounce: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "take",
        abstract: "Take one report from standard input, as mail servers hand it over.",
        discussion: """
            The exit code is 0 when the report was taken and 75 when it should be handed over again later, as Postfix, \
            Exim and Sendmail understand it. A report that somebody should look at is written to the folder of \
            --unclear; without one the exit code is 65, and the mail server tells its postmaster.
            """
    )

    static let needs = Permission.manageWorkspace
    /// Longer ones are no report, in bytes.
    private static let longest = 32 << 20
    private static let tryLater = ExitCode(75)

    @OptionGroup var options: WorldOptions

    @Option(help: "Whom the mail server delivers the report to, such as Postfix's ${recipient}.")
    var recipient: String?

    @Option(help: ArgumentHelp("A folder for reports that somebody should look at.", valueName: "folder"))
    var unclear: String?

    private struct Answer: Encodable {
        let outcome: String
    }

    func run() async throws {
        do {
            try await options.withWorld { world in
                try await work(in: try await world.acting(as: options.user, needing: Self.needs))
            }
        } catch {
            let failure = CommandFailure(error)
            Console.complain(failure.message)
            // Mail must not get lost because the database is away, or its address mistyped.
            let mayPass = error is StorageError || failure.code != CommandFailure.badInput
            throw mayPass ? Self.tryLater : failure.code
        }
    }

    func work(in world: World) async throws {
        let data = try FileHandle.standardInput.read(upToCount: Self.longest) ?? Data()
        let outcome = try await world.bounceDesk.take(data, from: .pipe, recipient: recipient)
        if outcome.isUnclear { try putAside(data, outcome) }
        if options.json {
            try Console.say(json: Answer(outcome: outcome.words))
        } else {
            Console.say(outcome.words)
        }
    }

    private func putAside(_ data: Data, _ outcome: BounceOutcome) throws {
        guard let unclear else { throw CommandFailure(badInput: outcome.words) }
        let folder = URL(filePath: unclear)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try data.write(to: folder.appending(path: "\(UUID().uuidString).eml"), options: .atomic)
        } catch {
            throw CommandFailure(unavailable: "\(unclear) cannot be written to: make it writable for this user")
        }
    }
}
