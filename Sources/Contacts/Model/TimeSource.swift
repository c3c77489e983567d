import Foundation

/// Where the present time comes from, in milliseconds since 1970-01-01T00:00:00Z.
package struct TimeSource: Sendable {
    private let read: @Sendable () -> Int64

    package init(_ read: @escaping @Sendable () -> Int64) {
        self.read = read
    }

    /// The clock of the machine.
    package static let system = TimeSource { Int64(Date().timeIntervalSince1970 * 1000) }

    package var now: Int64 { read() }
}
