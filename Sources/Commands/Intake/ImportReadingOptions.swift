import ArgumentParser
import Contacts
import Intake

/// How a file is read.
struct ImportReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Which program wrote the file: \(Preset.allCases.map(\.rawValue).joined(separator: ", ")).",
            discussion: "Without it, the header tells."
        ),
        completion: .list(Preset.allCases.map(\.rawValue))
    )
    var preset: String?

    @Option(
        help: ArgumentHelp(
            "What a column holds, such as 'Shoe size=detail.shoe_size' or 'Id=ignore'; repeat it for more.",
            valueName: "column=field"
        )
    )
    var map: [String] = []

    @Option(
        help: ArgumentHelp(
            "Which number of 5/6/1990 is the day: day-first or month-first.",
            discussion: "Without it, a date such as 1/13/1990 shows it for its whole column.",
            valueName: "order"
        ),
        completion: .list(DateOrder.allCases.map(\.rawValue))
    )
    var dates: String?

    @Option(help: "What stands between the fields: comma, semicolon or tab. Without it, the header tells.")
    var separator: String?

    @Option(help: "How the file encodes text: utf-8, utf-16, cp1250 or iso-8859-2. Without it, the file tells.")
    var encoding: String?

    /// The file with what was said about it.
    ///
    /// - Throws: `CommandFailure` when a word is unknown.
    func file(at path: String) throws -> ImportFile {
        ImportFile(
            path: path,
            separator: try separator.map {
                try Self.known($0, "--separator", Separator.allCases, Separator.init(word:))
            },
            encoding: try encoding.map {
                try Self.known($0, "--encoding", TextEncoding.allCases, TextEncoding.init(word:))
            },
            preset: try preset.map { try Self.known($0, "--preset", Preset.allCases, Preset.init(word:)) },
            dates: try dates.map {
                try Self.known($0, "--dates", DateOrder.allCases) { DateOrder(rawValue: $0.lowercased()) }
            },
            overrides: try map.map(Self.override)
        )
    }

    private static func known<Choice: RawRepresentable<String>>(
        _ word: String,
        _ option: String,
        _ all: [Choice],
        _ make: (String) -> Choice?
    ) throws -> Choice {
        guard let choice = make(word) else {
            let words = all.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure(badInput: "\(option): use one of \(words), not \"\(word)\"")
        }
        return choice
    }

    private static func override(_ text: String) throws -> (column: String, field: ImportField) {
        // A column may have a sign in its name, a field never has.
        guard let sign = text.lastIndex(of: "="), sign != text.startIndex else {
            throw CommandFailure(badInput: "--map: write COLUMN=FIELD, not \"\(text)\"")
        }
        do {
            let field = try ImportField(word: String(text[text.index(after: sign)...]))
            return (String(text[..<sign]), field)
        } catch {
            throw CommandFailure(badInput: "--map \"\(text)\": \(error.message)")
        }
    }
}
