import Access
import ArgumentParser
import Foundation

/// A command that works on a database; errors become words and an exit code.
protocol WorldCommand: AsyncParsableCommand {
    /// What a user must be allowed to do to use the command with `--as`.
    static var needs: Permission { get }

    var options: WorldOptions { get }

    func work(in world: World) async throws
}

extension WorldCommand {
    func run() async throws {
        do {
            try await options.withWorld { world in
                try await work(in: try await world.acting(as: options.user, needing: Self.needs))
            }
            if let reason = Console.failure {
                throw CommandFailure(unavailable: "standard output cannot be written: \(reason)")
            }
        } catch let exit as ExitCode {
            throw exit
        } catch {
            let failure = CommandFailure(error)
            Console.complain(failure.message)
            throw failure.code
        }
    }
}
