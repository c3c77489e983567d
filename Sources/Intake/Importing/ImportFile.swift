package import Contacts

/// A file that is to be imported, and how to read it.
package struct ImportFile: Sendable {
    package let path: String
    package let separator: Separator?
    package let encoding: TextEncoding?
    package let preset: Preset?
    /// Which number of `5/6/1990` is the day; nothing where the columns show it.
    package let dates: DateOrder?
    /// Columns whose field the user named.
    package let overrides: [(column: String, field: ImportField)]

    package init(
        path: String,
        separator: Separator? = nil,
        encoding: TextEncoding? = nil,
        preset: Preset? = nil,
        dates: DateOrder? = nil,
        overrides: [(column: String, field: ImportField)] = []
    ) {
        self.path = path
        self.separator = separator
        self.encoding = encoding
        self.preset = preset
        self.dates = dates
        self.overrides = overrides
    }

    /// Where rows go that cannot be imported.
    package var rejectsPath: String { RejectsWriter.path(besides: path) }

    /// The last part of the path, which the journal keeps.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
