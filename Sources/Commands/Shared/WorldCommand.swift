import ArgumentParser
import Foundation

/// A command that works on a database; errors become words and an exit code.
protocol WorldCommand: AsyncParsableCommand {
    var options: WorldOptions { get }

    func work(in world: World) async throws
}

extension WorldCommand {
    func run() async throws {
        do {
            try await options.withWorld { try await work(in: $0) }
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
