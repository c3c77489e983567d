import Hummingbird

/// What an operation takes as its body, or as an object inside it: with keys that are all known.
protocol RequestBody: Decodable, Sendable {
    associatedtype CodingKeys: CodingKey, CaseIterable
}

extension RequestBody {
    /// Refuses what nobody would read.
    ///
    /// - Throws: `Problem`.
    static func refuseUnknown(_ keys: [String]) throws {
        let known = CodingKeys.allCases.map(\.stringValue)
        guard let unknown = keys.filter({ !known.contains($0) }).min() else { return }
        throw Problem(
            .unprocessableContent,
            "unknown-key",
            "the key \"\(unknown)\" is unknown: this takes \(known.joined(separator: ", "))"
        )
    }
}

/// An object inside a body, read as strictly as the body.
struct Strict<Part: RequestBody>: Decodable, Sendable {
    let part: Part

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        try Part.refuseUnknown(container.allKeys.map(\.stringValue))
        part = try Part(from: decoder)
    }
}

/// A key as it was met, known or not.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        stringValue = String(intValue)
    }
}
