import Access
import Actions
import ArgumentParser
import Executions

struct RunPlan: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Carry out a plan now, or schedule it for the time that it names.",
        discussion: """
            What is done is committed in blocks of up to 65,536 contacts. When the program is stopped in between, \
            a running `kartoteka serve` or `kartoteka executions continue ID` goes on where it stood.
            """
    )

    static let needs = Permission.runActions

    @OptionGroup var options: WorldOptions
    @OptionGroup var file: PlanFile

    @Option(help: "The number of contacts that the plan deletes; needed for delete-contacts only.")
    var confirm: Int?

    func work(in world: World) async throws {
        let plan = try file.read()
        let id = try await world.executions.create(plan, actor: world.actor, confirmed: confirm)
        if plan.at != nil {
            try await ExecutionReport(world, json: options.json).show(id)
        } else {
            try await ExecutionDriver(world, json: options.json).drive(id)
        }
    }
}
