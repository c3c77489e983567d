/// The columns that a rejects file has before those of the file that was imported.
///
/// They are left out when a rejects file is imported in its turn.
enum RejectsColumns {
    static let names = ["line", "column", "reason"]

    /// How many columns of a header are these.
    static func count(in header: some Sequence<String>) -> Int {
        header.starts(with: names) ? names.count : 0
    }
}
