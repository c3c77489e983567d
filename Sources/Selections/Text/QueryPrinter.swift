/// Writes a criterion as a query that is read back as the same tree.
///
/// Shapes without a notation are written as their plainest equal: a group of one as its part, an empty `and` as
/// `all`, an empty `or` as `not all`.
struct QueryPrinter {
    private enum Surroundings {
        case query
        case or
        case and
        case not
    }

    func text(of criterion: Criterion) -> String {
        text(of: criterion, in: .query)
    }

    private func text(of criterion: Criterion, in surroundings: Surroundings) -> String {
        switch criterion {
        case .all: return "all"
        case .segment(let name): return "segment = \(quotedIfNeeded(name))"
        case .leaf(let leaf): return text(of: leaf)
        case .not(let part): return "not \(text(of: part, in: .not))"
        case .and(let parts):
            guard parts.count > 1 else { return parts.first.map { text(of: $0, in: surroundings) } ?? "all" }
            let joined = parts.map { text(of: $0, in: .and) }.joined(separator: " and ")
            return switch surroundings {
            case .query, .or: joined
            case .and, .not: "(\(joined))"
            }
        case .or(let parts):
            guard parts.count > 1 else { return parts.first.map { text(of: $0, in: surroundings) } ?? "not all" }
            let joined = parts.map { text(of: $0, in: .or) }.joined(separator: " or ")
            return switch surroundings {
            case .query: joined
            case .or, .and, .not: "(\(joined))"
            }
        }
    }

    /// A value as a bare word, or in double quotes when it is a keyword or has anything that a word has not.
    func quotedIfNeeded(_ value: String) -> String {
        Lexer.isBareWord(value) && Keyword(value) == nil ? value : quoted(value)
    }

    /// A name after a dot, where keywords need no quotes.
    func nameAfterDot(_ name: String) -> String {
        Lexer.isBareWord(name) ? name : quoted(name)
    }

    private func quoted(_ value: String) -> String {
        var scalars = String.UnicodeScalarView("\"".unicodeScalars)
        // By scalars: a quote with a combining mark is another character, but still has to be escaped.
        for scalar in value.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { scalars.append("\\") }
            scalars.append(scalar)
        }
        scalars.append("\"")
        return String(scalars)
    }
}
