import Bitmaps
package import Contacts
package import Storage

/// Makes known who a visitor is, other than by a personal link: by a form, or by another program.
package struct Identification: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Makes a visitor known as a contact.
    ///
    /// - Parameters:
    ///   - visitor: The visitor, by the cookie `smuuid`.
    ///   - id: The contact.
    ///   - cause: Through what it became known.
    /// - Returns: Whether there is such a contact.
    /// - Throws: `StorageError`.
    @discardableResult
    package func identify(_ visitor: TrackingID, as id: ContactID, cause: Cause) async throws -> Bool {
        let now = time.now
        return try await database.write { connection in
            let door = Door(connection, now: now)
            guard let number = try ContactReader(connection).number(of: id) else { return false }
            try door.lock([Bucket(containing: number)])
            guard try !door.facets.existing([number]).isEmpty else { return false }
            try Self.identify(visitor, as: number, id, cause: cause, door)
            try door.record()
            return true
        }
    }

    /// Makes a visitor known as a contact, inside the transaction of whoever found out.
    ///
    /// The contact becomes monitored, unless somebody stopped that, and gets what was seen of the visitor before. The bucket
    /// of the contact must be locked, and the journal is left to the caller.
    package static func identify(
        _ visitor: TrackingID,
        as number: UInt32,
        _ id: ContactID,
        cause: Cause,
        _ door: Door
    ) throws {
        let visitors = Visitors(door.connection)
        var known = try visitors.known([visitor.text])[visitor.text] ?? Visitor(at: door.now)
        (known.number, known.contact) = (number, id.description)
        try visitors.save([visitor.text: known])
        let state = try door.facets.values(of: .monitored, for: [number]).first
        guard state != MonitoringState.stopped.value else { return try visitors.forget(visitor.text) }
        var changes: [Change] = []
        if state == MonitoringState.never.value {
            let new = MonitoringState.monitored.value
            changes.append(
                Change(.monitored, [number], from: .same(MonitoringState.never.value), to: .same(new))
            )
        }
        let daily = try DailyPoints(door.connection, at: door.now)
        try daily.load([number])
        let points = daily.granted(try visitors.attribute(visitor.text, to: number), to: number)
        try daily.save()
        if let scores = try ScoringPoints.change(adding: [number: points], reading: door.facets) {
            changes.append(scores)
        }
        try door.write(ChangeSet(changes: changes), cause: cause)
    }
}
