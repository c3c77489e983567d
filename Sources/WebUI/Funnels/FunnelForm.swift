import Contacts

/// A new funnel as somebody typed it.
struct FunnelForm: Sendable, Equatable {
    var name = ""
    var group = ""
    /// One stage on each line.
    var stages = ""

    init() {}

    init(_ fields: FormFields) {
        name = fields["name"]
        group = fields["group"]
        stages = fields["stages"]
    }

    var stageNames: [String] {
        stages.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }

    /// What is wrong, at the field that it is about.
    func problem(_ error: FunnelError) -> FormProblem {
        switch error {
        case .stageLength, .stageTaken, .reservedStage, .noStages, .unknownStage, .notEveryStage, .stageInUse:
            FormProblem("stages", in: "Stages", error.message.asSentence)
        case .unknown, .emptyName, .nameTooLong, .controlCharacter, .nameTaken, .inUse:
            FormProblem("name", in: "Name", error.message.asSentence)
        }
    }

    func fields(_ problems: [FormProblem]) -> [FormField] {
        [
            FormField(
                "name",
                "Name",
                value: name,
                problem: problems.text(for: "name"),
                limit: Funnel.maximumNameLength,
                isRequired: true
            ),
            FormField(
                "group",
                "Group",
                value: group,
                help: "Where it is listed among others; may stay empty.",
                limit: Funnel.maximumNameLength
            ),
            FormField(
                "stages",
                "Stages, one on each line, from the first to the last",
                .longText,
                value: stages,
                help: "For example Lead, Trial and Won; 3 to 255 characters each.",
                problem: problems.text(for: "stages")
            ),
        ]
    }
}
