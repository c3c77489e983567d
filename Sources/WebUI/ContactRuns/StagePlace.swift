import Contacts

/// A stage of a funnel, or a whole funnel, as a choice of a form.
struct StagePlace: Sendable, Equatable {
    /// The names.
    let funnel: String
    /// Nothing means whatever stage.
    let stage: String?

    init(funnel: String, stage: String?) {
        self.funnel = funnel
        self.stage = stage
    }

    /// Reads the word of a choice: no name holds a tab.
    init?(word: String) {
        let parts = word.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.init(funnel: parts[0], stage: parts[1] == Stage.all ? nil : parts[1])
    }

    var word: String { "\(funnel)\t\(stage ?? Stage.all)" }

    /// Every stage of every funnel.
    ///
    /// - Parameters:
    ///   - funnels: The funnels.
    ///   - hasAll: Whether a whole funnel can be chosen too.
    /// - Returns: The choices, funnel by funnel.
    static func choices(_ funnels: [Funnel], hasAll: Bool) -> [(word: String, caption: String)] {
        funnels.flatMap { funnel in
            let whole = hasAll ? [(StagePlace(funnel: funnel.name, stage: nil).word, "\(funnel.name): all stages")] : []
            return whole
                + funnel.stages.map {
                    (StagePlace(funnel: funnel.name, stage: $0.name).word, "\(funnel.name): \($0.name)")
                }
        }
    }
}
