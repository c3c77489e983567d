package import Contacts

/// Where the nodes of a graph and the ways between them stand in a picture, from top to bottom.
///
/// The same graph gives the same picture. Nodes that nobody comes to stand in a part of their own, to the right.
package struct GraphLayout: Sendable, Hashable {
    package let width: Int
    package let height: Int
    /// The start first, then the nodes in the order in which they are come upon.
    package let boxes: [Box]
    package let edges: [Edge]

    /// A node, or the start.
    package struct Box: Sendable, Hashable {
        package let place: GraphPlace
        package let frame: Frame
        /// Whether a way leads there from the start.
        package let isReachable: Bool
    }

    /// A way out of a node, or out of the start.
    package struct Edge: Sendable, Hashable {
        package let from: GraphPlace
        package let way: Way
        /// Nothing where the way is not joined to a node.
        package let to: NodeID?
        /// Where the name of the way stands, or the sign to insert a node at it.
        package let mark: Frame
        /// Whether there is more than one way, so that it needs a name.
        package let isNamed: Bool
        /// Whether it leads back, or across to the other part, and so goes around the boxes.
        package let goesAround: Bool
        /// The line, from the box it leaves to the box it leads to, or to its mark.
        package let points: [Point]
    }

    /// A point of the picture, from its upper left corner.
    package struct Point: Sendable, Hashable {
        package let x: Int
        package let y: Int

        package init(_ x: Int, _ y: Int) {
            self.x = x
            self.y = y
        }
    }

    /// A rectangle of the picture.
    package struct Frame: Sendable, Hashable {
        package let x: Int
        package let y: Int
        package let width: Int
        package let height: Int

        package var middle: Int { x + width / 2 }
        package var right: Int { x + width }
        package var bottom: Int { y + height }
    }

    package static let boxWidth = 216
    package static let boxHeight = 78
    package static let nameWidth = 152
    package static let signWidth = 26
    package static let markHeight = 26

    package func box(_ place: GraphPlace) -> Box? { boxes.first { $0.place == place } }
}

/// What stands in a box of a picture.
package enum GraphPlace: Sendable, Hashable {
    case start
    case node(NodeID)
}
