/// How the database tells names of rules and workflows apart.
///
/// Shared ones have one name each. Those that a user keeps to himself are named apart from all others: nobody learns from
/// a name that is taken what others keep to themselves.
package enum AutomationKey {
    /// Stands between the name and the author; no name holds it.
    static let separator = "\u{1F}"
    /// What follows the separator in the order of keys.
    static let end = "\u{20}"

    /// The key of a name.
    package static func text(_ name: String, isShared: Bool, author: UserID?) -> String {
        isShared ? name.folded : name.folded + separator + "\(author?.number ?? 0)"
    }
}
