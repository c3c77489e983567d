import ArgumentParser

struct BouncesGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bounces",
        abstract: "Take the reports of mail servers about messages that came back.",
        subcommands: [ReadBounces.self, TakeBounce.self, LimitBounces.self, HookBounces.self]
    )
}
