package import Contacts

/// Something about a rule or workflow that is wrong, or worth a look.
package struct Flaw: Sendable, Hashable {
    /// Whether it stands in the way of activating.
    package let isError: Bool
    /// The node of the graph, where it is about one; for a rule that of the graph which it compiles into.
    package let node: NodeID?
    /// The place as files name it, such as `yes[0]` or `node 3`.
    package let place: String?
    /// What is wrong, and what to do.
    package let message: String

    /// The flaw with its place, as one line.
    package var text: String { place.map { "\($0): \(message)" } ?? message }
}

/// What is found at some place.
struct Finding: Hashable {
    let isError: Bool
    let message: String

    static func error(_ message: String) -> Finding { Finding(isError: true, message: message) }

    static func warning(_ message: String) -> Finding { Finding(isError: false, message: message) }

    func flaw(_ place: String?, at node: NodeID? = nil) -> Flaw {
        Flaw(isError: isError, node: node, place: place, message: message)
    }
}
