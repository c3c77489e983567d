package import Bitmaps

/// A statement, or a piece of one, as text and bound values.
///
/// `"SELECT id FROM tag WHERE name = \(name)"` binds `name`. The text itself comes only from literals and from
/// `Name` values, so nothing that a person typed can become a part of it.
package struct SQL: Sendable {
    enum Part: Sendable {
        case text(String)
        case value(SQLValue)
        /// A table expression with the column `number`.
        case numbers(Bitmap)
        /// A comparison with the members of a list, which stands behind a column.
        case numberList(Bitmap)
        case textList([String])
    }

    var parts: [Part]

    /// A table or column name out of the program's own text.
    package struct Name: Sendable, Hashable, ExpressibleByStringLiteral {
        package let text: String

        package init(stringLiteral value: StaticString) {
            text = value.description
        }
    }
}

extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral value: StaticString) {
        parts = [.text(value.description)]
    }

    package init(stringInterpolation: Interpolation) {
        parts = stringInterpolation.parts
    }

    package struct Interpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            parts.append(.text(literal.description))
        }

        package mutating func appendInterpolation(_ value: some SQLConvertible) {
            parts.append(.value(value.sqlValue))
        }

        /// Binds the value, or NULL where there is none.
        package mutating func appendInterpolation<Value: SQLConvertible>(_ value: Value?) {
            parts.append(.value(value.sqlValue))
        }

        package mutating func appendInterpolation(_ name: Name) {
            parts.append(.text(name.text))
        }

        package mutating func appendInterpolation(_ sql: SQL) {
            parts += sql.parts
        }

        /// A table expression with one column, `number`, that yields the members of the set.
        package mutating func appendInterpolation(numbers: Bitmap) {
            parts.append(.numbers(numbers))
        }

        /// `IN` and a list of texts, to stand behind a column.
        package mutating func appendInterpolation(in texts: [String]) {
            parts.append(.textList(texts))
        }
    }
}

extension SQL {
    /// `column` is a member of the set: a range where the members are neighbours, else one bound list.
    package static func isMember(_ column: Name, _ numbers: Bitmap) -> SQL {
        if numbers.isContiguous, let first = numbers.first, let last = numbers.last {
            return "\(column) BETWEEN \(first) AND \(last)"
        }
        var sql: SQL = "\(column) "
        sql.parts.append(.numberList(numbers))
        return sql
    }

    /// The pieces one after the other, with a separator between them.
    package static func joined(_ pieces: [SQL], by separator: SQL) -> SQL {
        var parts: [Part] = []
        for (index, piece) in pieces.enumerated() {
            if index > 0 { parts += separator.parts }
            parts += piece.parts
        }
        return SQL(parts: parts)
    }

    /// Column names separated by commas.
    package static func columns(_ names: [Name]) -> SQL {
        joined(names.map { "\($0)" }, by: ", ")
    }
}
