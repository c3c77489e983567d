import Access
import ArgumentParser
import Executions

struct PreviewPlan: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show exactly what a plan would do, to whom, and who is skipped and why; writes nothing."
    )

    static let needs = Permission.runActions

    @OptionGroup var options: WorldOptions
    @OptionGroup var file: PlanFile

    @Option(help: "How many contacts to show before and after.")
    var samples = 5

    func validate() throws {
        guard (0...1_000).contains(samples) else { throw ValidationError("--samples must be from 0 to 1000") }
    }

    func work(in world: World) async throws {
        let plan = try file.read()
        let preview = try await world.previewer.preview(plan, actor: world.actor, samples: samples)
        try await PreviewReport(world, json: options.json).show(preview, title: plan.name)
    }
}
