import Foundation

/// The words of one country's lists, without case and diacritics.
struct NameLists {
    private let marks: [String: WordMarks]

    /// Reads the lists that are bundled with the program.
    ///
    /// - Throws: `NameListError`.
    init(_ country: NameCountry) throws(NameListError) {
        let folder = Bundle.module.bundleURL.appending(path: "Names", directoryHint: .isDirectory)
            .appending(path: country.rawValue, directoryHint: .isDirectory)
        var marks: [String: WordMarks] = [:]
        for file in NameFile.allCases {
            for word in try file.words(in: folder) { marks[NameText.folded(word), default: []].formUnion(file.marks) }
        }
        self.marks = marks
    }

    /// What the lists say about a folded word.
    subscript(word: String) -> WordMarks { marks[word] ?? [] }

    /// The lists of a country, which are read once.
    ///
    /// - Throws: `NameListError`.
    static func shared(_ country: NameCountry) throws(NameListError) -> NameLists {
        switch country {
        case .poland: try poland.get()
        case .hungary: try hungary.get()
        case .czechia: try czechia.get()
        }
    }

    private static let poland = read(.poland)
    private static let hungary = read(.hungary)
    private static let czechia = read(.czechia)

    private static func read(_ country: NameCountry) -> Result<NameLists, NameListError> {
        Result { () throws(NameListError) in try NameLists(country) }
    }
}

/// A file of a country's folder.
enum NameFile: String, CaseIterable {
    case women
    case men
    case womenShort = "women-short"
    case menShort = "men-short"
    /// First names of women and of men.
    case both
    case surnames
    case titles
    case womenTitles = "titles-women"
    case menTitles = "titles-men"
    case several

    var marks: WordMarks {
        switch self {
        case .women, .womenShort: .woman
        case .men, .menShort: .man
        case .both: .firstName
        case .surnames: .surname
        case .titles: .title
        case .womenTitles: .womanTitle
        case .menTitles: .manTitle
        case .several: .several
        }
    }

    /// The words of the file: one a line; what begins with `#` is a remark.
    ///
    /// - Throws: `NameListError`.
    func words(in folder: URL) throws(NameListError) -> [String] {
        let file = folder.appending(path: "\(rawValue).txt")
        guard let data = try? Data(contentsOf: file), let text = String(data: data, encoding: .utf8) else {
            throw NameListError(path: file.path)
        }
        return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }
}

/// A list of names that is part of the program cannot be read.
package struct NameListError: Error, Equatable {
    package let path: String

    /// The error in words: what is wrong and what to do.
    package var message: String {
        "the list of names \(path) cannot be read: install the program with the folder kartoteka_Genders.resources beside it"
    }
}
