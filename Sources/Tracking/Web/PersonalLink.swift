package import Contacts
import Foundation

/// The address of a page made personal: whoever opens it is known to be the contact.
///
/// The contact's id stands in the query, in the place of one that is there already, and everything else stays as it is.
package struct PersonalLink: Sendable {
    /// The name of the parameter that carries the contact's id.
    package static let parameter = "smclient"

    private let before: String
    private let after: String

    /// Prepares links to a page.
    package init(_ address: WebAddress) {
        let fragment = address.text.firstIndex(of: "#") ?? address.text.endIndex
        let page = address.text[..<fragment]
        let question = page.firstIndex(of: "?") ?? page.endIndex
        let path = page[..<question] + (address.hasPath ? "" : "/")
        var pairs = page[question...].dropFirst().split(separator: "&", omittingEmptySubsequences: false)
        let places = pairs.indices.filter { Self.isParameter(pairs[$0]) }
        for place in places.dropFirst().reversed() { pairs.remove(at: place) }
        let place: Int
        if let first = places.first {
            place = first
        } else {
            // What ends in an ampersand, or is empty, has its last place free already.
            if pairs.last?.isEmpty == true { pairs.removeLast() }
            place = pairs.count
            pairs.append("")
        }
        let head = pairs[..<place].map { $0 + "&" }.joined()
        let tail = pairs[(place + 1)...].map { "&" + $0 }.joined()
        before = "\(path)?\(head)\(Self.parameter)="
        after = tail + address.text[fragment...]
    }

    /// The link of one contact.
    package func text(for id: ContactID) -> String { before + id.description + after }

    static func isParameter(_ pair: Substring) -> Bool {
        let name = pair.prefix { $0 != "=" }
        return name == parameter || String(name).removingPercentEncoding == parameter
    }
}
