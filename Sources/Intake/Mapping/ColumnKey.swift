import Contacts

/// A column's name as names are compared: letters and digits only, in lower case, without marks.
///
/// `E-mail 1 - Value`, `email 1 value` and `EMAIL1VALUE` are the same column; so are `Imię` and `imie`.
struct ColumnKey: Hashable, Sendable, ExpressibleByStringLiteral {
    let text: String

    init(_ name: String) {
        text = String(name.withoutDiacritics.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    init(stringLiteral name: String) {
        self.init(name)
    }
}
