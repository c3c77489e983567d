import Foundation

extension WebAddress {
    /// The address as a visit keeps it: without the id of a contact, and without the fragment, which is a place on the page.
    package var visited: String {
        let page = text.prefix { $0 != "#" }
        guard let question = page.firstIndex(of: "?") else { return String(page) }
        let pairs = page[page.index(after: question)...].split(separator: "&", omittingEmptySubsequences: false)
        let kept = pairs.filter { !PersonalLink.isParameter($0) }
        guard kept.count < pairs.count else { return String(page) }
        return page[..<question] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
    }

    /// The values of the query by their names, in lower case; the first of each name.
    var query: [String: String] {
        let page = text.prefix { $0 != "#" }
        guard let question = page.firstIndex(of: "?") else { return [:] }
        var values: [String: String] = [:]
        for pair in page[page.index(after: question)...].split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decoded(parts[0]).lowercased()
            if values[name] == nil { values[name] = parts.count > 1 ? Self.decoded(parts[1]) : "" }
        }
        return values
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return (spaced.removingPercentEncoding ?? String(spaced)).onOneLine
    }
}

extension String {
    /// The text without control characters, which neither a page nor a database can do anything with.
    var onOneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
}
