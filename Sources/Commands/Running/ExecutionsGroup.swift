import Access
import ArgumentParser
import Executions

struct ExecutionsGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "executions",
        abstract: "List, show, pause, resume, cancel or continue executions.",
        subcommands: [
            ListExecutions.self, ShowExecution.self, PauseExecution.self, ResumeExecution.self, CancelExecution.self,
            ContinueExecution.self,
        ],
        defaultSubcommand: ListExecutions.self
    )
}

struct ListExecutions: WorldCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List executions, newest first.")

    static let needs = Permission.runActions

    @OptionGroup var options: WorldOptions

    @Option(help: "At most so many.")
    var limit = 20

    func validate() throws {
        guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 1000000") }
    }

    func work(in world: World) async throws {
        let executions = try await world.executions.list(limit: limit, of: world.hand.onlyExecutionsOf)
        try ExecutionReport(world, json: options.json).list(executions)
    }
}

struct ShowExecution: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one execution and the outcome of each action."
    )

    static let needs = Permission.runActions

    @OptionGroup var options: WorldOptions
    @Argument(help: "The number of the execution.") var id: Int64

    func work(in world: World) async throws {
        try await ExecutionReport(world, json: options.json).show(id)
    }
}

/// A command that asks something of one execution and shows it then.
protocol ExecutionCommanding: WorldCommand {
    var id: Int64 { get }
    var command: ExecutionCommand { get }
}

extension ExecutionCommanding {
    func work(in world: World) async throws {
        try await world.executions.obey(command, id, of: world.hand.onlyExecutionsOf)
        try await ExecutionReport(world, json: options.json).show(id)
    }
}

struct PauseExecution: ExecutionCommanding {
    static let configuration = CommandConfiguration(commandName: "pause", abstract: "Hold a running execution.")
    var command: ExecutionCommand { .pause }

    static let needs = Permission.runActions

    @OptionGroup var options: WorldOptions
    @Argument(help: "The number of the execution.") var id: Int64
}

struct ResumeExecution: ExecutionCommanding {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Let a running server go on with a paused or failed execution."
    )
    var command: ExecutionCommand { .resume }

    static let needs = Permission.runActions

    @OptionGroup var options: WorldOptions
    @Argument(help: "The number of the execution.") var id: Int64
}

struct CancelExecution: ExecutionCommanding {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "End an execution for good; what it has done stays done."
    )
    var command: ExecutionCommand { .cancel }

    static let needs = Permission.runActions

    @OptionGroup var options: WorldOptions
    @Argument(help: "The number of the execution.") var id: Int64
}

struct ContinueExecution: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "continue",
        abstract: "Work on a running execution here until it is done, as after a crash."
    )

    static let needs = Permission.runActions

    @OptionGroup var options: WorldOptions
    @Argument(help: "The number of the execution.") var id: Int64

    func work(in world: World) async throws {
        try await ExecutionDriver(world, json: options.json).drive(id)
    }
}
