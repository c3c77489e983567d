import Bitmaps
package import Storage

/// Reads contacts and what hangs on them, inside one transaction.
package struct ContactReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// The contacts with these numbers, in the given order; numbers that point to nobody are left out.
    package func contacts(_ numbers: [UInt32]) throws -> [Contact] {
        var found: [UInt32: Contact] = [:]
        try connection.forEachRow(
            "\(Self.select) WHERE \(.isMember("c.number", Bitmap(numbers)))"
        ) {
            let contact = try Self.contact($0)
            found[contact.number] = contact
        }
        return numbers.compactMap { found[$0] }
    }

    package func contact(_ number: UInt32) throws -> Contact? {
        try contacts([number]).first
    }

    /// The number of the contact with this public id.
    package func number(of id: ContactID) throws -> UInt32? {
        try connection.firstRow("SELECT number FROM contact WHERE id = \(id.bytes)") { $0.number(0) }
    }

    /// The number of the contact with this address, without regard to case.
    package func number(of email: EmailAddress) throws -> UInt32? {
        try connection.firstRow("SELECT number FROM contact_profile WHERE email_key = \(email.key)") { $0.number(0) }
    }

    /// The tags of a contact, by name.
    package func tags(of number: UInt32) throws -> [ContactTag] {
        try connection.rows(
            """
            SELECT t.name, c.score, c.added_at FROM contact_tag c JOIN tag t ON t.id = c.tag_id
            WHERE c.number = \(number) ORDER BY t.name
            """
        ) { ContactTag(name: TagName(stored: $0.text(0)), score: $0.integer(1), addedAt: $0.integer(2)) }
    }

    /// What a contact did last, the latest first.
    ///
    /// - Parameters:
    ///   - number: The contact.
    ///   - kinds: Kinds that are left out.
    ///   - limit: How many at most.
    /// - Returns: The activities; those of a kind that this program does not know are left out.
    /// - Throws: `StorageError`.
    package func activities(
        of number: UInt32,
        except kinds: [ActivityKind] = [],
        limit: Int
    ) throws -> [Activity] {
        let isMeant = SQL.joined(kinds.map { " AND kind <> \($0.rawValue)" }, by: "")
        return try connection.rows(
            """
            SELECT id, kind, subject, at, description, value FROM contact_activity
            WHERE number = \(number)\(isMeant) ORDER BY at DESC, id DESC LIMIT \(limit)
            """
        ) { row in
            ActivityKind(rawValue: row.integer(1)).map {
                Activity(
                    id: row.integer(0),
                    kind: $0,
                    subject: row.text(2),
                    at: row.integer(3),
                    description: row.optionalText(4),
                    value: row.isNull(5) ? nil : row.real(5)
                )
            }
        }.compactMap { $0 }
    }

    /// The tags of several contacts, each contact's by name; contacts without tags are left out.
    package func tags(of numbers: [UInt32]) throws -> [UInt32: [ContactTag]] {
        var found: [UInt32: [ContactTag]] = [:]
        guard !numbers.isEmpty else { return found }
        try connection.forEachRow(
            """
            SELECT c.number, t.name, c.score, c.added_at FROM contact_tag c JOIN tag t ON t.id = c.tag_id
            WHERE \(.isMember("c.number", Bitmap(numbers))) ORDER BY t.name
            """
        ) {
            let tag = ContactTag(name: TagName(stored: $0.text(1)), score: $0.integer(2), addedAt: $0.integer(3))
            found[$0.number(0), default: []].append(tag)
        }
        return found
    }

    /// The standard details of a contact, by name.
    package func details(of number: UInt32) throws -> [ContactDetail] {
        try connection.rows(
            """
            SELECT d.name, c.value FROM contact_detail c JOIN detail d ON d.id = c.detail_id
            WHERE c.number = \(number) ORDER BY d.name
            """
        ) { ContactDetail(name: DetailName(stored: $0.text(0)), value: $0.text(1)) }
    }

    /// The coupons of a contact, the latest first.
    package func coupons(of number: UInt32) throws -> [Coupon] {
        try connection.rows(
            """
            SELECT n.name, c.code, c.created_at, c.expires_at, c.used_at
            FROM coupon c JOIN coupon_name n ON n.id = c.name_id
            WHERE c.number = \(number) ORDER BY c.created_at DESC, n.name
            """
        ) { Coupon(name: CouponName(stored: $0.text(0)), code: $0.text(1), times: CouponTimes($0, from: 2)) }
    }

    /// The owners of a contact.
    package func owners(of number: UInt32) throws -> OwnerList {
        OwnerList(
            try connection.rows("SELECT user_id, level, since FROM contact_owner WHERE number = \(number)") {
                try Ownership($0, from: 0)
            }
        )
    }

    /// Where a contact is in its funnels.
    package func stages(of number: UInt32) throws -> [ContactStage] {
        try connection.rows(
            "SELECT funnel_id, stage_id, entered_at, value FROM contact_stage WHERE number = \(number) ORDER BY funnel_id"
        ) {
            ContactStage(
                funnel: FunnelID($0.integer(0)),
                stage: StageID($0.integer(1)),
                since: $0.integer(2),
                value: $0.optionalInteger(3)
            )
        }
    }

    /// Whether there is such a stage in such a funnel.
    package func isStage(_ stage: StageID, of funnel: FunnelID) throws -> Bool {
        try FunnelReader(connection).funnel(funnel)?.stage(stage) != nil
    }

    /// The contact with this public id, for somebody within whose reach it is.
    ///
    /// A contact out of reach is as good as none.
    package func number(of id: ContactID, visibleTo actor: Actor) throws -> UInt32? {
        switch actor.reach {
        case .everybody: try number(of: id)
        case .owned(let user):
            try connection.firstRow(
                """
                SELECT c.number FROM contact c JOIN contact_owner o ON o.number = c.number
                WHERE c.id = \(id.bytes) AND o.user_id = \(user.number)
                """
            ) { $0.number(0) }
        }
    }

    /// The notes that somebody may see, newest first: all public ones, and the private ones of their own.
    package func notes(of number: UInt32, visibleTo actor: Actor) throws -> [Note] {
        try connection.rows(
            """
            SELECT id, text, private, author, created_at, edited_at FROM note
            WHERE number = \(number) AND (private = 0 OR author = \(actor.name)) ORDER BY id DESC
            """
        ) {
            Note(
                id: $0.integer(0),
                text: $0.text(1),
                isPrivate: $0.flag(2),
                author: $0.text(3),
                createdAt: $0.integer(4),
                editedAt: $0.optionalInteger(5)
            )
        }
    }

    private static let select: SQL = """
        SELECT c.number, c.id, c.email_status, c.invalid, c.mobile_status, \(MonitoringState.column), c.state, c.score,
            c.created_at, c.modified_at, c.removed_at,
            p.email, p.name, p.phone, p.fax, p.company, p.street, p.postal_code, p.city, p.province, p.country,
            p.birthday, p.external_id, p.position, p.department
        FROM contact c JOIN contact_profile p ON p.number = c.number
        """

    private static func contact(_ row: any Row) throws -> Contact {
        guard let id = ContactID(bytes: row.bytes(1)), let emailStatus = MarketingStatus(rawValue: row.integer(2)),
            let mobileStatus = MarketingStatus(rawValue: row.integer(4)),
            let monitoring = MonitoringState(rawValue: row.integer(5)),
            let state = ContactState(rawValue: row.integer(6))
        else { throw StorageError(.corrupt, "contact \(row.number(0)) holds a value that this program does not know") }
        var fields: [ProfileField: String] = [:]
        for (offset, field) in ProfileField.allCases.enumerated() { fields[field] = row.optionalText(11 + offset) }
        return Contact(
            number: row.number(0),
            id: id,
            email: row.text(11),
            fields: fields,
            emailStatus: emailStatus,
            isInvalid: row.flag(3),
            mobileStatus: mobileStatus,
            monitoring: monitoring,
            state: state,
            score: row.integer(7),
            createdAt: row.integer(8),
            modifiedAt: row.integer(9),
            removedAt: row.optionalInteger(10)
        )
    }
}
