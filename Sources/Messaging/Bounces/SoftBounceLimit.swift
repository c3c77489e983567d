package import Storage

/// After how many soft bounces an address is thought wrong; without a limit never.
package struct SoftBounceLimit: Sendable, Hashable {
    package static let counts = 2...1_000
    package static let spans = 1...3_650
    private static let name = "soft-bounce-limit"

    /// How many.
    package let count: Int
    /// Within how many days.
    package let days: Int

    /// Makes a limit; nothing where the numbers make no sense.
    package init?(count: Int, days: Int) {
        guard Self.counts.contains(count), Self.spans.contains(days) else { return nil }
        self.count = count
        self.days = days
    }

    /// The limit of this base; nothing until one is set.
    ///
    /// - Throws: `StorageError`.
    package static func load(_ connection: any Connection) throws -> SoftBounceLimit? {
        let kept = try connection.firstRow("SELECT value FROM setting WHERE name = \(name)") { $0.text(0) }
        let numbers = kept?.split(separator: " ").compactMap { Int($0) } ?? []
        return numbers.count == 2 ? SoftBounceLimit(count: numbers[0], days: numbers[1]) : nil
    }

    /// Sets the limit of this base; nothing takes it away.
    ///
    /// - Throws: `StorageError`.
    package static func set(_ limit: SoftBounceLimit?, in connection: any Connection) throws {
        guard let limit else {
            try connection.execute("DELETE FROM setting WHERE name = \(name)")
            return
        }
        try connection.execute(
            """
            INSERT INTO setting (name, value) VALUES (\(name), \("\(limit.count) \(limit.days)"))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """
        )
    }
}
