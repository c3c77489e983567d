/// A condition on contacts, or a combination of conditions.
///
/// This is the one tree behind the query text, the JSON and the boxes of the web form.
package indirect enum Criterion: Hashable, Sendable {
    /// Every contact that is not removed: `all`.
    case all
    /// Contacts that meet every condition: `a and b`.
    case and([Criterion])
    /// Contacts that meet at least one condition: `a or b`.
    case or([Criterion])
    /// Contacts that do not meet the condition: `not a`.
    case not(Criterion)
    /// Contacts of the saved segment of that name: `segment = "Active buyers"`.
    case segment(String)
    /// Contacts that meet one elementary condition.
    case leaf(Leaf)
}
