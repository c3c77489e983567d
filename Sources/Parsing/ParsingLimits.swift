/// How much of a text from outside is read before it is refused.
package struct ParsingLimits: Sendable, Equatable {
    /// The largest text, in bytes.
    package let bytes: Int
    /// The most levels of lists and objects.
    package let depth: Int
    /// The most values: members of objects and elements of lists, at every level together.
    package let values: Int

    package init(bytes: Int, depth: Int, values: Int) {
        self.bytes = bytes
        self.depth = depth
        self.values = values
    }

    /// What one request of another program may bring.
    ///
    /// A plan nests about ten levels; a list of 100,000 addresses is the longest honest body.
    package static let request = ParsingLimits(bytes: 4 << 20, depth: 32, values: 110_000)
    /// What one cell of an imported file may hold.
    package static let cell = ParsingLimits(bytes: 1 << 20, depth: 32, values: 10_000)
    /// A plan, a form, a rule or a workflow in a file.
    package static let file = ParsingLimits(bytes: 2_000_000, depth: 250, values: 110_000)
}
