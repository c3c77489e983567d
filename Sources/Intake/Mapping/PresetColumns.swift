import Contacts

/// What the columns of an export are called and mean.
struct PresetColumns: Sendable {
    /// What happens to columns that the preset does not know.
    enum Unknown: Sendable {
        /// They are left out, and named to whoever imports the file.
        case leftOut
        /// They are kept as details under the column's name, except for some that a detail cannot hold and that people may
        /// miss, such as notes and owners: these are left out and named.
        case details(except: Set<ColumnKey>)
    }

    /// The names of the columns that may fill a field, the best first; names on one level are equally good.
    struct Source: Sendable {
        let field: ImportField
        let levels: [[ColumnKey]]

        init(_ field: ImportField, _ levels: [ColumnKey]...) {
            self.field = field
            self.levels = levels
        }

        init(_ field: ProfileField, _ levels: [ColumnKey]...) {
            self.field = .profile(field)
            self.levels = levels
        }
    }

    /// A header is of this product when each of these sets has a column in it; none means never.
    let signature: [Set<ColumnKey>]
    let sources: [Source]
    /// Columns that only the product itself can use: they are left out without a word.
    let useless: Set<ColumnKey>
    /// Columns that look as if they spoke of consent and do not: they are no reason to ask.
    let harmless: Set<ColumnKey>
    let unknown: Unknown

    /// What words of the product mean in a column of statuses, where the common ones do not hold.
    let statusWords: [ColumnKey: StatusWord]

    init(
        signature: [Set<ColumnKey>],
        sources: [Source],
        useless: Set<ColumnKey> = [],
        harmless: Set<ColumnKey> = [],
        unknown: Unknown = .leftOut,
        statusWords: [ColumnKey: StatusWord] = [:]
    ) {
        self.signature = signature
        self.sources = sources
        self.useless = useless
        self.harmless = harmless
        self.unknown = unknown
        self.statusWords = statusWords
    }

    /// Whether the preset says what a column of this name holds, or that it says nothing of consent.
    func explains(_ key: ColumnKey) -> Bool {
        useless.contains(key) || harmless.contains(key) || sources.contains { $0.levels.contains { $0.contains(key) } }
    }
}
