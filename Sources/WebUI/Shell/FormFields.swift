import Contacts
import Foundation
import Parsing

/// The fields of a submitted form or of the query part of an address, the values of each name as they were sent.
struct FormFields: Sendable, Equatable {
    /// By name, as a form may have many thousands.
    let values: [String: [String]]

    init(values: [String: [String]]) {
        self.values = values
    }

    /// The most fields of a form: of one that chooses among thousands of contacts.
    static let mostFields = 20_000
    /// The most fields of a form that anybody may send.
    static let mostPublicFields = 1_000

    /// Reads the form `a=1&b=two+words` (application/x-www-form-urlencoded).
    ///
    /// - Throws: `WebError.refused` when there are too many fields.
    init(_ text: String, atMost limit: Int) throws {
        do throws(ParsingError) {
            self.init(try FormPairs(text, atMost: limit))
        } catch {
            throw WebError.refused("a form may have at most \(limit.grouped) fields")
        }
    }

    /// Reads the query part of an address, whose size the server's limit of headers bounds.
    init(_ text: String) {
        let form = try? FormPairs(text, atMost: .max)
        self.init(form)
    }

    private init(_ form: FormPairs?) {
        var values: [String: [String]] = [:]
        for (name, value) in form?.pairs ?? [] { values[name, default: []].append(value) }
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
