import ArgumentParser
import NIOCore

/// The limits of connections as options of a command.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The most open connections; fewer where the limit of open files does not suffice.",
            valueName: "number"
        )
    )
    var connections = 4_096

    @Option(
        help: ArgumentHelp(
            "The most open connections of one network address; without it a quarter of all, behind a proxy all.",
            valueName: "number"
        )
    )
    var connectionsPerAddress: Int?

    @Option(help: ArgumentHelp("How long the header of a request may take.", valueName: "seconds"))
    var headerTimeout = 10.0

    @Option(
        help: ArgumentHelp("How long the body of a request may take; longer at 4 KiB a second.", valueName: "seconds")
    )
    var bodyTimeout = 30.0

    @Option(
        help: ArgumentHelp(
            "How long a client may leave an answer unread; longer at 4 KiB a second.",
            valueName: "seconds"
        )
    )
    var answerTimeout = 30.0

    @Option(help: ArgumentHelp("How long a connection may stay open between requests.", valueName: "seconds"))
    var idleTimeout = 75.0

    func validate() throws {
        guard connections > 0 else { throw ValidationError("--connections must be at least 1") }
        guard connectionsPerAddress ?? 1 > 0 else {
            throw ValidationError("--connections-per-address must be at least 1")
        }
        let times = [
            ("header", headerTimeout), ("body", bodyTimeout), ("answer", answerTimeout), ("idle", idleTimeout),
        ]
        for (name, seconds) in times where !(0.1...86_400).contains(seconds) {
            throw ValidationError("--\(name)-timeout must be from 0.1 to 86400 seconds")
        }
    }

    /// The limits for a process that may open so many files.
    func limits(behindProxy: Bool, files: FileLimit) -> ConnectionLimits {
        let most = min(connections, files.connections)
        return ConnectionLimits(
            connections: most,
            perAddress: connectionsPerAddress ?? (behindProxy ? nil : max(most / 4, 1)),
            header: .milliseconds(Int64(headerTimeout * 1_000)),
            body: .milliseconds(Int64(bodyTimeout * 1_000)),
            answer: .milliseconds(Int64(answerTimeout * 1_000)),
            idle: .milliseconds(Int64(idleTimeout * 1_000))
        )
    }
}
