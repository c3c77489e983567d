import Bitmaps
import Storage

/// Writes changes into the rows of existing contacts.
final class ChangeRows {
    private let connection: any Connection
    private let catalogue: Catalogue
    private let now: Int64
    /// Contacts whose `modified_at` is written already.
    private var touched = Bitmap()

    init(_ connection: any Connection, _ catalogue: Catalogue, now: Int64) {
        self.connection = connection
        self.catalogue = catalogue
        self.now = now
    }

    /// Writes one change.
    ///
    /// - Returns: The change as the journal keeps it: notes by their number, new coupons without their codes.
    func write(_ change: Change) throws -> Change {
        switch change.facet {
        case .existence:
            try Erasure(connection, catalogue).erase(change.contacts)
            touched.formUnion(change.contacts)
        case .emailStatus, .invalid, .mobileStatus, .monitored, .state, .score, .removed:
            try writeColumn(change)
        case .field(let field):
            try writeField(field, change)
        case .tag(let name):
            try writeTag(try catalogue.makeID(of: name), change)
        case .detail(let name):
            try writeDetail(try catalogue.makeID(of: name), change)
        case .owners:
            try OwnerRows(connection).write(change)
        case .stage(let funnel):
            try StageRows(connection, funnel: funnel).write(change)
        case .coupon(let name):
            return try CouponRows(connection, try catalogue.makeID(of: name), now: now).write(change)
        case .automation(let id):
            try PassageRows(connection, automation: id).write(change)
        case .activity(let kind):
            return try ActivityRows(connection, kind).write(change)
        case .document(let id, _):
            try DocumentRows(connection, document: id).write(change)
        case .evidence:
            // The journal is the only place that keeps it.
            return change
        case .note:
            return try NoteRows(connection, now: now).write(change)
        }
        return change
    }

    /// Marks contacts as modified now, unless writing their changes did so.
    func touch(_ contacts: Bitmap) throws {
        let rest = contacts.subtracting(touched)
        guard !rest.isEmpty else { return }
        try connection.execute("UPDATE contact SET modified_at = \(now) WHERE \(.isMember("number", rest))")
    }

    private func writeColumn(_ change: Change) throws {
        guard let column = change.facet.contactColumn else { return }
        for (value, contacts) in change.byNewValue {
            var assignments: SQL = "\(column) = \(value.column)"
            if change.facet == .monitored {
                let isStopped = value == MonitoringState.stopped.value
                let isMonitored = value == MonitoringState.monitored.value
                assignments = "monitored = \(isMonitored ? 1 : 0), monitoring_stopped = \(isStopped ? 1 : 0)"
            }
            try connection.execute(
                """
                UPDATE contact SET \(assignments), modified_at = \(now)
                WHERE \(.isMember("number", contacts))
                """
            )
        }
        touched.formUnion(change.contacts)
    }

    private func writeField(_ field: ProfileField, _ change: Change) throws {
        for (value, contacts) in change.byNewValue {
            var assignments: SQL = "\(field.column) = \(value.column)"
            if case .text(let text) = value {
                if field == .name { assignments = "\(assignments), name_key = \(text.folded)" }
                if field == .phone { assignments = "\(assignments), phone_key = \(text.phoneKey)" }
                if field == .email {
                    let email = try EmailAddress(text)
                    assignments = "\(assignments), email_key = \(email.key), email_domain = \(email.domain)"
                }
            } else if field == .name {
                assignments = "\(assignments), name_key = \(SQLValue.null)"
            } else if field == .phone {
                assignments = "\(assignments), phone_key = \(SQLValue.null)"
            }
            try connection.execute("UPDATE contact_profile SET \(assignments) WHERE \(.isMember("number", contacts))")
        }
    }

    private func writeTag(_ id: Int64, _ change: Change) throws {
        for (value, contacts) in change.byNewValue {
            guard case .tag(let score, let addedAt) = value else {
                try connection.execute(
                    "DELETE FROM contact_tag WHERE tag_id = \(id) AND \(.isMember("number", contacts))"
                )
                continue
            }
            try connection.execute(
                """
                INSERT INTO contact_tag (tag_id, number, score, added_at)
                SELECT \(id), number, \(score), \(addedAt) FROM \(numbers: contacts) AS added WHERE true
                ON CONFLICT (tag_id, number) DO UPDATE SET score = excluded.score, added_at = excluded.added_at
                """
            )
        }
    }

    private func writeDetail(_ id: Int64, _ change: Change) throws {
        for (value, contacts) in change.byNewValue {
            guard case .text(let text) = value else {
                try connection.execute(
                    "DELETE FROM contact_detail WHERE detail_id = \(id) AND \(.isMember("number", contacts))"
                )
                continue
            }
            let columns = DetailColumns(text)
            try connection.execute(
                """
                INSERT INTO contact_detail (detail_id, number, value, value_key, value_number)
                SELECT \(id), number, \(text), \(columns.key), \(columns.number)
                FROM \(numbers: contacts) AS added WHERE true
                ON CONFLICT (detail_id, number) DO UPDATE
                SET value = excluded.value, value_key = excluded.value_key, value_number = excluded.value_number
                """
            )
        }
    }
}

extension Change {
    /// The contacts grouped by their new value, so that each group is one statement.
    fileprivate var byNewValue: [(value: FacetValue, contacts: Bitmap)] {
        switch new {
        case .same(let value):
            return [(value, contacts)]
        case .each(let values):
            var groups: [FacetValue: [UInt32]] = [:]
            for (number, value) in zip(contacts.numbers, values) { groups[value, default: []].append(number) }
            return groups.map { ($0.key, Bitmap($0.value)) }
        }
    }
}

extension FacetValue {
    fileprivate var column: SQLValue {
        switch self {
        case .none, .tag, .owners, .stage, .coupon, .newCoupon, .passage, .note, .activity, .evidence: .null
        case .integer(let integer): .integer(integer)
        case .text(let text): .text(text)
        }
    }
}
