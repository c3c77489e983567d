import Foundation

/// Leads the links of an e-mail over this program.
struct LinkRewriting {
    /// The start tags of links with their addresses, in either kind of quotes.
    ///
    /// Nothing changes a regular expression; the compiler cannot know.
    nonisolated(unsafe) private static let anchor =
        /(?i)(<a\s(?:[^>"']|"[^"]*"|'[^']*')*?\bhref\s*=\s*)(?:"([^"]*)"|'([^']*)')/

    let links: MessageLinks
    let message: Int64

    /// The HTML with its links replaced, and an image at its end.
    ///
    /// Links that are not of the web stay, and so do those that lead here anyway.
    func rewritten(_ html: String) -> String {
        let own = links.address("/")
        let replaced = html.replacing(Self.anchor) { match in
            let quoted = String(match.output.2 ?? match.output.3 ?? "")
            let target = quoted.trimmingCharacters(in: .whitespacesAndNewlines).withoutEntities
            let isWeb = ["http://", "https://"].contains { target.lowercased().hasPrefix($0) }
            // A token holds the address, and mail programs cut very long ones.
            guard isWeb, !target.hasPrefix(own), target.utf8.count <= 2000 else { return String(match.output.0) }
            return "\(match.output.1)\"\(links.click(on: target, in: message))\""
        }
        let image = #"<img src="\#(links.opening(of: message))" width="1" height="1" alt="">"#
        guard let end = replaced.range(of: "</body>", options: [.caseInsensitive, .backwards]) else {
            return replaced + image
        }
        return replaced.replacingCharacters(in: end, with: image + replaced[end])
    }
}

extension String {
    /// The text of an attribute with the entities that addresses hold.
    fileprivate var withoutEntities: String {
        replacing("&amp;", with: "&").replacing("&#38;", with: "&").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'")
    }
}
