extension FacetValue {
    /// The place in a funnel after a move: the value stays, and who is on the stage already stays since then.
    package func moved(to stage: StageID, at now: Int64) -> FacetValue {
        guard case .stage(let present, _, let value) = self else { return .stage(stage, since: now, value: nil) }
        return present == stage ? self : .stage(stage, since: now, value: value)
    }
}
