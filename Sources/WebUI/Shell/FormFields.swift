import Foundation

/// The fields of a submitted form or of the query part of an address, the values of each name as they were sent.
struct FormFields: Sendable, Equatable {
    /// By name, as a form may have many thousands.
    let values: [String: [String]]

    init(values: [String: [String]]) {
        self.values = values
    }

    /// Reads the form `a=1&b=two+words` (application/x-www-form-urlencoded).
    init(_ text: String) {
        var values: [String: [String]] = [:]
        for part in text.split(separator: "&") {
            let pieces = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[Self.decoded(pieces[0]), default: []].append(pieces.count > 1 ? Self.decoded(pieces[1]) : "")
        }
        self.values = values
    }

    /// The first value of that name without white space around it; empty where there is none.
    subscript(name: String) -> String {
        (values[name]?.first ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Every value of that name, as it was sent.
    func all(_ name: String) -> [String] {
        values[name] ?? []
    }

    func has(_ name: String) -> Bool {
        values[name] != nil
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
