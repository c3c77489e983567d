import Storage

/// Every row that an import may write, as text.
///
/// Public ids are left out: they are drawn at random.
struct BaseState: Equatable {
    let contacts: [String]
    let tags: [String]
    let details: [String]
    let journal: [String]
    let imports: [String]
    let counters: [String]

    init(_ connection: any Connection) throws {
        contacts = try connection.rows(
            """
            SELECT c.number || '|' || p.email || '|' || COALESCE(p.name, '') || '|' || COALESCE(p.phone, '') || '|'
                || COALESCE(p.city, '') || '|' || c.email_status || '|' || c.invalid || '|' || c.mobile_status || '|'
                || c.monitored || '|' || c.state || '|' || c.score || '|' || c.created_at || '|' || c.modified_at || '|'
                || COALESCE(c.removed_at, 0)
            FROM contact c JOIN contact_profile p ON p.number = c.number ORDER BY c.number
            """
        ) { $0.text(0) }
        tags = try connection.rows(
            """
            SELECT c.number || '|' || t.name || '|' || c.score || '|' || c.added_at
            FROM contact_tag c JOIN tag t ON t.id = c.tag_id ORDER BY c.number, t.name
            """
        ) { $0.text(0) }
        details = try connection.rows(
            """
            SELECT c.number || '|' || d.name || '|' || c.value
            FROM contact_detail c JOIN detail d ON d.id = c.detail_id ORDER BY c.number, d.name
            """
        ) { $0.text(0) }
        journal = try connection.rows(
            """
            SELECT j.sequence || '|' || j.cause || '|' || c.position || '|' || c.facet
            FROM journal j JOIN journal_change c ON c.sequence = j.sequence ORDER BY j.sequence, c.position
            """
        ) { $0.text(0) }
        imports = try connection.rows(
            "SELECT id || '|' || file || '|' || COALESCE(summary, '') FROM import ORDER BY id"
        ) { $0.text(0) }
        counters = try connection.rows("SELECT name || '|' || value FROM counter ORDER BY name") { $0.text(0) }
    }

    /// Whether contacts, their tags and their details are the same.
    func holdsSameContacts(as other: BaseState) -> Bool {
        contacts == other.contacts && tags == other.tags && details == other.details
    }
}
