import ArgumentParser
import Contacts

/// The word on the command line that says whether rules or workflows are meant.
protocol AutomationWord {
    static var kind: AutomationKind { get }
}

enum RuleWord: AutomationWord {
    static let kind = AutomationKind.rule
}

enum WorkflowWord: AutomationWord {
    static let kind = AutomationKind.workflow
}

/// The commands for rules, and those for workflows.
struct AutomationGroup<Word: AutomationWord>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Word.kind.label,
            abstract: "List, show, import, activate, pause or delete \(Word.kind.label)s.",
            subcommands: [
                ListAutomations<Word>.self, ShowAutomation<Word>.self, ExportAutomation<Word>.self,
                ImportAutomation<Word>.self, CheckAutomation<Word>.self, ActivateAutomation<Word>.self,
                PauseAutomation<Word>.self, ResumeAutomation<Word>.self, DuplicateAutomation<Word>.self,
                DeleteAutomation<Word>.self,
            ],
            defaultSubcommand: ListAutomations<Word>.self
        )
    }
}
