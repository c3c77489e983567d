extension Migration {
    /// Names of rules and workflows that users keep to themselves are told apart by their authors.
    static let automationNames = Migration(number: 17, name: "automation names") { dialect in
        let separator = dialect == .sqlite ? "char(31)" : "chr(31)"
        return [
            """
            UPDATE automation SET name_key = name_key || \(separator) || CAST(COALESCE(author_id, 0) AS TEXT)
            WHERE shared = 0
            """
        ]
    }
}
