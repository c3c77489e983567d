package import Contacts

/// A page of the shop that a contact looked at.
package struct Visit: Sendable, Hashable {
    package let id: Int64
    /// Which points it gave: whether it began a visit, and how.
    package let kind: ScoredActivity
    package let host: String
    package let address: String
    package let title: String?
    package let source: VisitSource
    /// When it began, in milliseconds.
    package let at: Int64
    /// For how long the page was looked at, in milliseconds; nothing where the page did not tell.
    package let duration: Int64?
    package let points: Int64
}

/// When a contact was seen on pages of the shop.
package struct VisitSpan: Sendable, Hashable {
    package let visits: Int
    /// Both in milliseconds.
    package let first: Int64
    package let last: Int64
}
