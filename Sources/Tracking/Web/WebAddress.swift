import Contacts

/// The address of a page: `http://…` or `https://…`, as it was given.
///
/// It is read so that no browser can read another host out of it.
package struct WebAddress: Hashable, Sendable, CustomStringConvertible {
    /// The longest address, in bytes.
    package static let maximumLength = 2048

    package let text: String
    package let host: HostName
    /// Whether anything but the host is named: `https://shop.example` has no path.
    let hasPath: Bool

    /// Checks an address.
    ///
    /// - Throws: `WebAddressError` that says which rule the address breaks.
    package init(_ input: String) throws(WebAddressError) {
        let text = input.trimmed
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= Self.maximumLength else { throw .tooLong(actual: text.utf8.count) }
        guard text.unicodeScalars.allSatisfy(Self.mayStand) else { throw .unfitCharacter }
        guard let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) }) else {
            throw .notWeb
        }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !authority.contains("@") else { throw .userInformation }
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, !name.isEmpty else { throw .badHost(String(authority)) }
        if parts.count > 1, UInt16(parts[1]) == nil { throw .badHost(String(authority)) }
        host = try HostName(String(name))
        hasPath = rest.dropFirst(authority.count).first == "/"
        self.text = text
    }

    package var description: String { text }

    /// Browsers leave out control characters and take `\` for `/`.
    private static func mayStand(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate,
            .privateUse:
            false
        default: scalar != "\\"
        }
    }
}

/// Which rule the address of a page breaks.
package enum WebAddressError: Error, Equatable {
    case empty
    case notWeb
    case tooLong(actual: Int)
    /// It holds white space, a control character or a backslash.
    case unfitCharacter
    case userInformation
    case badHost(String)

    /// The problem in words, without the address.
    package var problem: String {
        switch self {
        case .empty: "it is empty; write one such as https://shop.example/sale"
        case .notWeb: "it begins with neither https:// nor http://"
        case .tooLong(let actual): "it has \(actual.grouped) bytes, the limit is \(WebAddress.maximumLength.grouped)"
        case .unfitCharacter: "it holds white space, a control character or a backslash; write these as %20 and so on"
        case .userInformation: "it holds a user name; take out everything up to the @"
        case .badHost(let host): "“\(host)” is no name of a host"
        }
    }
}
