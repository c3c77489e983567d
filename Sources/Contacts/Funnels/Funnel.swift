/// The number of a funnel; it is never given to another one.
package struct FunnelID: Hashable, Sendable, Comparable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// The number of a stage; it is never given to another one.
package struct StageID: Hashable, Sendable, Comparable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// A sales funnel: stages in an order, on one of which a contact may be.
package struct Funnel: Sendable, Hashable {
    /// The longest name of a funnel or of its group, in characters.
    package static let maximumNameLength = 255

    package let id: FunnelID
    package let name: String
    /// Where people put it among others.
    package let group: String?
    /// From the first to the last.
    package let stages: [Stage]

    package init(id: FunnelID, name: String, group: String? = nil, stages: [Stage]) {
        self.id = id
        self.name = name
        self.group = group
        self.stages = stages
    }

    package func stage(_ id: StageID) -> Stage? { stages.first { $0.id == id } }

    /// The stage of that name, without regard to case.
    package func stage(named name: String) -> Stage? {
        let key = name.nameKey
        return stages.first { $0.name.folded == key }
    }

    /// The stage of that name, where there must be one.
    ///
    /// - Throws: `FunnelError.unknownStage`.
    package func requiredStage(_ name: String) throws(FunnelError) -> Stage {
        guard let stage = stage(named: name) else { throw .unknownStage(name, funnel: self.name) }
        return stage
    }
}

/// One step of a funnel.
package struct Stage: Sendable, Hashable {
    /// How many characters a name has.
    package static let nameLengths = 3...255
    /// What plans write instead of a name to mean whatever stage.
    package static let all = "all"

    package let id: StageID
    package let name: String

    package init(id: StageID, name: String) {
        self.id = id
        self.name = name
    }
}

/// Where a contact is in one funnel.
package struct ContactStage: Sendable, Hashable {
    /// The highest value, so that the sum over all the contacts there can be still fits.
    package static let values: ClosedRange<Int64> = 0...1_000_000_000

    package let funnel: FunnelID
    package let stage: StageID
    /// When the contact came to the stage, in milliseconds.
    package let since: Int64
    /// What the contact is worth in this funnel, where somebody said so.
    package let value: Int64?

    package init(funnel: FunnelID, stage: StageID, since: Int64, value: Int64?) {
        self.funnel = funnel
        self.stage = stage
        self.since = since
        self.value = value
    }
}
