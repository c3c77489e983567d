import Foundation

/// What tells a browser, or one view of a page, from all others: a random UUID that the script draws.
package struct TrackingID: Hashable, Sendable, CustomStringConvertible {
    /// In lower case.
    package let text: String

    /// Reads a UUID in either case.
    package init?(_ input: String) {
        // Foundation takes no other spelling than that of 36 characters.
        guard let uuid = UUID(uuidString: input) else { return nil }
        text = uuid.uuidString.lowercased()
    }

    /// Wraps what the database holds.
    init(stored text: String) {
        self.text = text
    }

    package var description: String { text }
}
