package import ArgumentParser

/// The program: every command and what they share.
package struct Kartoteka: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "kartoteka",
        abstract: "A contact manager for marketing teams.",
        discussion: """
            Every command works on the database that --database or KARTOTEKA_DATABASE names, by default \
            sqlite:kartoteka.db in the working folder. Errors go to standard error; the exit code is 64 for wrong usage, \
            65 for bad input, 69 when the database or a file is unavailable, and 70 for an error of the program.

            Shell completions: kartoteka --generate-completion-script bash|zsh|fish
            """,
        version: "0.1.0",
        subcommands: [
            Serve.self, Work.self, Migrate.self, Import.self, Count.self, Select.self, PreviewPlan.self, RunPlan.self,
            ExecutionsGroup.self, SegmentGroup.self, FunnelGroup.self, AutomationGroup<RuleWord>.self,
            AutomationGroup<WorkflowWord>.self, UserGroup.self, KeyGroup.self, CouponGroup.self, FormGroup.self,
            EventGroup.self, ShowConsents.self, BouncesGroup.self, SiteGroup.self, DocumentGroup.self, TellGender.self,
            SecretsGroup.self, Generate.self,
            Bench.self,
        ]
    )

    package init() {}

    /// Does what the command line asks for, and exits.
    package static func start() async {
        await main()
    }
}
