/// How a contact stands with one rule or workflow.
package struct Passage: Sendable, Hashable {
    /// How many times it was launched for the contact, the present time included.
    package var launches: Int64
    /// When it was launched last, in milliseconds.
    package var launchedAt: Int64
    /// Where the contact is; nothing once it came to an end.
    package var place: Place?

    package init(launches: Int64, launchedAt: Int64, place: Place? = nil) {
        self.launches = launches
        self.launchedAt = launchedAt
        self.place = place
    }

    /// A further launch, with the contact at the start and due at once.
    ///
    /// - Parameters:
    ///   - previous: How the contact stood before.
    ///   - version: The version that it enters.
    ///   - now: The present time, in milliseconds.
    ///   - depth: How many launches without a wait led to this one.
    ///   - ignoringConditions: Whether every condition counts as met.
    package init(
        after previous: Passage?,
        into version: Int64,
        at now: Int64,
        depth: Int64 = 0,
        ignoringConditions: Bool = false
    ) {
        launches = (previous?.launches ?? 0) + 1
        launchedAt = now
        place = Place(
            version: version,
            node: Place.start,
            since: now,
            dueAt: now,
            depth: depth,
            flags: ignoringConditions ? .ignoresConditions : []
        )
    }
}

/// Where a contact is in a rule or workflow.
package struct Place: Sendable, Hashable {
    /// The node that everybody enters by.
    package static let start = NodeID(0)

    /// The version of the graph, which stays the same until the end.
    package var version: Int64
    package var node: NodeID
    /// When the contact came to the node, in milliseconds.
    package var since: Int64
    /// When it goes on, in milliseconds; nothing where it waits for an event without a time-out, or cannot go on.
    package var dueAt: Int64?
    /// How many launches of automations without a wait between them led here, which is what stops loops.
    package var depth: Int64
    package var flags: Flags

    package init(version: Int64, node: NodeID, since: Int64, dueAt: Int64?, depth: Int64 = 0, flags: Flags = []) {
        self.version = version
        self.node = node
        self.since = since
        self.dueAt = dueAt
        self.depth = depth
        self.flags = flags
    }

    package struct Flags: OptionSet, Sendable, Hashable {
        package let rawValue: Int64

        package init(rawValue: Int64) {
            self.rawValue = rawValue
        }

        /// Every condition counts as met.
        package static let ignoresConditions = Flags(rawValue: 1)
        /// The event that the contact waited for happened.
        package static let eventHappened = Flags(rawValue: 2)
        /// The node failed for the contact, which stays there until somebody lets it try again.
        package static let failed = Flags(rawValue: 4)
        /// The contact comes to the node anew, as if it had just come, after the node failed for it.
        package static let again = Flags(rawValue: 8)
    }
}
