/// Stops automations that launch one another, or themselves, without end.
package enum LoopGuard {
    /// How many launches in a row, without a wait between them, are taken for intended.
    package static let maximumDepth: Int64 = 20
    /// From how long a wait on, in milliseconds, counting begins anew.
    package static let calmingWait: Int64 = 60_000

    /// What is wrong, where too many launches followed one another.
    package static let message =
        "stopped a loop: \(maximumDepth) launches followed one another without a wait of a minute; add a wait, or change what starts it"

    /// What is wrong, where somebody came to a node twice without waiting.
    package static let circleMessage =
        "stopped a loop: the contact came here twice without waiting; put a wait into the circle"
}
