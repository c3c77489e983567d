package import Contacts
package import Selections

/// Parts contacts by what holds for them: each takes the first path whose condition it meets.
package struct Condition: Sendable, Hashable {
    package static let maximumPaths = 5

    package var paths: [Path]
    /// Where those go who meet none of the conditions.
    package var otherwise: NodeID?

    package init(_ paths: [Path], otherwise: NodeID?) {
        self.paths = paths
        self.otherwise = otherwise
    }

    package struct Path: Sendable, Hashable {
        package var criterion: Criterion
        package var next: NodeID?

        package init(_ criterion: Criterion, next: NodeID?) {
            self.criterion = criterion
            self.next = next
        }
    }
}
