import Foundation

/// The fields of a submitted form or of the query part of an address, in the order in which they were sent.
struct FormFields: Sendable, Equatable {
    private struct Field: Equatable {
        let name: String
        let value: String
    }

    private let fields: [Field]

    /// Reads the form `a=1&b=two+words` (application/x-www-form-urlencoded).
    init(_ text: String) {
        fields = text.split(separator: "&").map { part in
            let pieces = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Field(name: Self.decoded(pieces[0]), value: pieces.count > 1 ? Self.decoded(pieces[1]) : "")
        }
    }

    /// The first value of that name without white space around it; empty where there is none.
    subscript(name: String) -> String {
        (fields.first { $0.name == name }?.value ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Every value of that name, as it was sent.
    func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    func has(_ name: String) -> Bool {
        fields.contains { $0.name == name }
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = String(text).replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? spaced
    }

    /// Writes pairs as the query part of an address.
    static func query(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
