/// Why a funnel or a stage cannot be made, changed or found.
package enum FunnelError: ExplainedError, Equatable {
    case unknown(String)
    case unknownStage(String, funnel: String)
    case emptyName
    case nameTooLong(actual: Int)
    case controlCharacter(String)
    case nameTaken(String)
    case stageLength(String, actual: Int)
    case stageTaken(String)
    case reservedStage
    case noStages
    case notEveryStage
    case inUse(String, contacts: Int)
    case stageInUse(String, contacts: Int)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .unknown(let name): "there is no funnel \"\(name)\": create it, or name one that exists"
        case .unknownStage(let name, let funnel):
            "the funnel \"\(funnel)\" has no stage \"\(name)\": add it, or name one that exists"
        case .emptyName: "a funnel needs a name"
        case .nameTooLong(let actual):
            "the name has \(actual) characters: use at most \(Funnel.maximumNameLength)"
        case .controlCharacter(let name): "\"\(name)\" holds a tab or a line break: write the name on one line"
        case .nameTaken(let name): "there is a funnel \"\(name)\" already: choose another name"
        case .stageLength(let name, let actual):
            """
            the stage \"\(name.prefix(40))\" has \(actual.counted("character")): use \
            \(Stage.nameLengths.lowerBound) to \(Stage.nameLengths.upperBound)
            """
        case .stageTaken(let name): "the funnel has a stage \"\(name)\" already: choose another name"
        case .reservedStage: "\"\(Stage.all)\" means whatever stage and cannot name one: choose another name"
        case .noStages: "a funnel needs at least one stage: name it"
        case .notEveryStage: "the stages have changed in the meantime: look at the order again"
        case .inUse(let name, let contacts):
            "\(contacts.counted("contact")) \(contacts == 1 ? "is" : "are") in the funnel \"\(name)\": remove them from it first"
        case .stageInUse(let name, let contacts):
            "\(contacts.counted("contact")) \(contacts == 1 ? "is" : "are") on the stage \"\(name)\": move them elsewhere first"
        }
    }
}
