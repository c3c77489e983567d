package import Storage

/// Keeps lists of codes that come from elsewhere, from which rules and workflows give out coupons.
///
/// Action J never takes from them.
package struct CouponListStore: Sendable {
    /// Codes that are written in one transaction.
    private static let portion = 10_000
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Adds codes to the list of a name, which is created when it is new.
    ///
    /// - Parameters:
    ///   - codes: The codes; white space around them does not count.
    ///   - name: The name of the list, which is that of the coupons that it will give.
    /// - Returns: What became of the codes.
    /// - Throws: `StorageError`.
    package func add(_ codes: [String], to name: CouponName) async throws -> CouponListReport {
        let now = time.now
        var report = CouponListReport()
        var seen: Set<String> = []
        var fit: [String] = []
        for code in codes.lazy.map(\.trimmed) {
            if !CouponCode.isFit(code) {
                report.unfit.append(code)
            } else if seen.insert(code).inserted {
                fit.append(code)
            } else {
                report.duplicates.append(code)
            }
        }
        for start in stride(from: 0, to: fit.count, by: Self.portion) {
            let part = Array(fit[start..<min(start + Self.portion, fit.count)])
            let taken = try await database.write { try Self.write(part, to: name, at: now, $0) }
            report.duplicates += part.filter(taken.contains)
            report.added += part.count - taken.count
        }
        return report
    }

    /// How many codes the list of a name has.
    package func count(of name: CouponName) async throws -> Int {
        try await database.read { connection in
            try connection.firstRow(
                """
                SELECT COUNT(*) FROM coupon_list_code c JOIN coupon_name n ON n.id = c.name_id
                WHERE n.name = \(name.text)
                """
            ) { Int($0.integer(0)) } ?? 0
        }
    }

    /// Writes codes that are neither in the list nor some contact's coupon of the name, and tells which are.
    private static func write(
        _ codes: [String],
        to name: CouponName,
        at now: Int64,
        _ connection: any Connection
    ) throws -> Set<String> {
        let id = try Catalogue(connection).makeID(of: name)
        try CouponRows.lock(id, connection)
        let taken = try CouponRows.taken(among: codes, id, connection)
        var batch = RowBatch("coupon_list_code", ["name_id", "code", "added_at"])
        for code in codes where !taken.contains(code) { batch.append(.integer(id), .text(code), .integer(now)) }
        if !batch.isEmpty { try connection.insert(batch) }
        return taken
    }
}

/// What became of the codes of a list.
package struct CouponListReport: Sendable, Equatable {
    package var added = 0
    /// Codes that came twice, or are in the list or given out already.
    package var duplicates: [String] = []
    /// Codes that are too short or too long, or hold white space.
    package var unfit: [String] = []
}
