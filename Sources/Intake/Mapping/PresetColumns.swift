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
    let unknown: Unknown

    func isRecognised(in keys: Set<ColumnKey>) -> Bool {
        !signature.isEmpty && signature.allSatisfy { !$0.isDisjoint(with: keys) }
    }
}
