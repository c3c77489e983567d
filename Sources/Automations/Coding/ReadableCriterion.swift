import Actions
import Selections

/// A criterion as files hold it: the query where one says the same, its JSON otherwise.
struct ReadableCriterion: Codable {
    let criterion: Criterion

    init(_ criterion: Criterion) {
        self.criterion = criterion
    }

    init(from decoder: any Decoder) throws {
        criterion = try Criterion(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        let text = criterion.queryText
        // Groups of one and of none have no query of their own.
        guard let again = try? Criterion(query: text), again == criterion else {
            return try criterion.encode(to: encoder)
        }
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
