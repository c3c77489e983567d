import Intake

/// Which columns an import left out, and how each comes in, in words.
struct LeftOutText {
    let text: String

    /// An export of everything may have hundreds of columns; `--json` names all.
    private static let mostNames = 20

    /// Nothing where all came in.
    init?(_ columns: [LeftOutColumn]) {
        guard !columns.isEmpty else { return nil }
        var names = columns.prefix(Self.mostNames).map { column in
            column.name.isEmpty ? "column \(column.position), which has no name" : "“\(column.name)”"
        }
        if columns.count > names.count {
            names.append("\(columns.count - names.count) more, all of which --json names")
        }
        var lines = [columns.count == 1 ? "1 column was left out: " : "\(columns.count) columns were left out: "]
        lines[0] += names.joined(separator: ", ")
        if let mapping = columns.lazy.compactMap(\.mapping).first {
            lines.append("To bring one in as a standard detail, import again with --map \(Self.quoted(mapping))")
        }
        text = lines.joined(separator: "\n")
    }

    /// As a shell takes it for one word.
    private static func quoted(_ word: String) -> String {
        "'\(word.replacing("'", with: "'\\''"))'"
    }
}
