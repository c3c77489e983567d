extension Criterion {
    /// Reads a query such as `tag = VIP and not score < 10`.
    ///
    /// - Throws: `QuerySyntaxError`, also for an empty text: everybody is `all`.
    package init(query: String) throws(QuerySyntaxError) {
        var parser = QueryParser(query)
        self = try parser.query()
    }

    /// The query that says the same; reading it gives this criterion again, once it is `normalised`.
    package var queryText: String { QueryPrinter().text(of: self) }
}

extension Selection {
    /// Reads a query and puts it into the boxes; a blank text means everybody.
    package init(query: String) throws(QuerySyntaxError) {
        guard !query.allSatisfy(\.isWhitespace) else {
            self.init()
            return
        }
        self.init(try Criterion(query: query))
    }

    /// The query that says the same as the boxes; empty when all of them are.
    package var queryText: String {
        self == Selection() ? "" : criterion.queryText
    }
}
