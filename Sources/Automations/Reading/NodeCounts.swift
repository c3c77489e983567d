/// How many contacts are at a node, and how many left it.
package struct NodeCounts: Sendable, Hashable {
    /// Those that are there now and go on by themselves.
    package var waiting: Int
    /// Those for whom the node failed, and who stay until somebody lets it try again.
    package var failed: Int
    /// How many left by each way so far.
    package var passed: [Way: Int]

    package init(waiting: Int = 0, failed: Int = 0, passed: [Way: Int] = [:]) {
        self.waiting = waiting
        self.failed = failed
        self.passed = passed
    }
}
