package import Actions
package import Selections

/// What is to be done with whom, and when.
package struct Plan: Sendable, Hashable {
    /// The longest name, in characters.
    package static let maximumNameLength = 200

    package var name: String
    package var selection: Selection
    /// When the run starts, in milliseconds since 1970-01-01T00:00:00Z; nothing means now.
    package var at: Int64?
    package var actions: ActionList

    package init(name: String, selection: Selection, at: Int64? = nil, actions: ActionList) {
        self.name = name
        self.selection = selection
        self.at = at
        self.actions = actions
    }
}
