/// Where an encrypted secret is stored.
package struct SecretPlace: Sendable, Hashable {
    /// The table, the column and the row, which the encryption authenticates.
    let text: String

    package init(table: String, column: String, row: String) {
        // Only the row may hold a colon, and it comes last.
        text = "\(table):\(column):\(row)"
    }
}
