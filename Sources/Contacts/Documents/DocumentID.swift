/// The number of a document; it is never given to another one.
package struct DocumentID: Hashable, Sendable, Comparable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    /// A document that a run would make, as a preview names it.
    package static let planned = DocumentID(0)

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
