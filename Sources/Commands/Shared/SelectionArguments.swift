import ArgumentParser
import Selections

/// A selection as a command line gives it: a query, or the boxes of the web form.
struct SelectionArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "A query such as 'tag = VIP and not score < 10'.",
            discussion: "Without any, everybody. docs/query-language.md has all of it.",
            valueName: "query"
        )
    )
    var query: String?

    @Option(help: "Only contacts of this saved segment.")
    var segment: String?

    @Option(help: "Contacts that meet this query; repeat it for more, one is enough.")
    var include: [String] = []

    @Option(help: "Leaves out contacts that meet this query; repeat it for more.")
    var exclude: [String] = []

    @Option(help: "Keeps only contacts that meet this query; repeat it for more.")
    var filter: [String] = []

    /// The boxes that the arguments fill.
    ///
    /// - Throws: `QuerySyntaxError`.
    var selection: Selection {
        get throws {
            let boxes = Selection(
                segment: segment,
                include: try include.map { try Criterion(query: $0) },
                exclude: try exclude.map { try Criterion(query: $0) },
                filter: try filter.map { try Criterion(query: $0) }
            )
            guard let query, !query.allSatisfy(\.isWhitespace) else { return boxes }
            guard boxes == Selection() else {
                return Selection(
                    segment: boxes.segment,
                    include: boxes.include,
                    exclude: boxes.exclude,
                    filter: boxes.filter + [try Criterion(query: query)]
                )
            }
            return try Selection(query: query)
        }
    }
}
