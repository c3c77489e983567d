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
                do {
                    try await work(in: try await world.acting(as: options.user, needing: Self.needs))
                } catch let error as AccessError {
                    note(error, in: world)
                    throw error
                }
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

    /// Records that a user may not use this command.
    private func note(_ error: AccessError, in world: World) {
        let source = SecuritySource(actor: options.user, address: nil)
        let what = "kartoteka " + (Self.configuration.commandName ?? "\(Self.self)".lowercased())
        switch error {
        case .forbidden(_, let permission):
            world.security.record(.forbidden(what: what, permission: permission), by: source)
        case .disabled: world.security.record(.forbidden(what: what, permission: nil), by: source)
        case .unknownUser: break
        }
    }
}
