/// The few places where the two databases speak differently.
package enum Dialect: String, Sendable {
    case sqlite
    case postgres

    /// A statement's text with placeholders, and the values for them in order.
    package func render(_ sql: SQL) -> RenderedSQL {
        var text = ""
        var values: [SQLValue] = []
        func bind(_ value: SQLValue) -> String {
            values.append(value)
            return self == .sqlite ? "?" : "$\(values.count)"
        }
        for part in sql.parts {
            switch part {
            case .text(let literal):
                text += literal
            case .value(let value):
                text += bind(value)
            case .numbers(let numbers):
                let placeholder = bind(.numbers(numbers))
                text += table(placeholder)
            case .numberList(let numbers):
                text += membership(bind(.numbers(numbers)))
            case .textList(let texts):
                text += membership(bind(.texts(texts)))
            }
        }
        return RenderedSQL(text: text, values: values)
    }

    private func table(_ placeholder: String) -> String {
        switch self {
        case .sqlite: "(SELECT value AS number FROM json_each(\(placeholder)))"
        case .postgres: "(SELECT unnest(\(placeholder)) AS number)"
        }
    }

    private func membership(_ placeholder: String) -> String {
        switch self {
        case .sqlite: "IN (SELECT value FROM json_each(\(placeholder)))"
        // A filter and no join: whatever the statistics say, it is a probe of the index for each member, or one look at
        // the table that finds each row in a hash table. A join with `unnest` became a loop over both where the
        // statistics took a large table for an empty one.
        case .postgres: "= ANY (\(placeholder))"
        }
    }
}

/// A statement as a driver takes it.
package struct RenderedSQL: Sendable, Equatable {
    package let text: String
    package let values: [SQLValue]
}
