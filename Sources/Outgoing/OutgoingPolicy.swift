import Foundation

/// Which machines the server may call: all of the public internet, and those that the operator allows.
package struct OutgoingPolicy: Sendable, Equatable {
    /// The variable of the environment that holds what the operator allows.
    package static let variable = "KARTOTEKA_ALLOW_OUTGOING"

    private enum Place: Sendable, Equatable {
        case range(AddressRange)
        case name(String)
    }

    private struct Entry: Sendable, Equatable {
        let place: Place
        let port: Int?
    }

    private let entries: [Entry]

    /// Reads what the operator allows besides the public internet.
    ///
    /// - Parameter text: Addresses, ranges and names, each with a port or for every port, separated by commas:
    ///   `127.0.0.1:8025, 10.0.0.0/8, [fd00::1]:25, mail.internal`.
    /// - Throws: `OutgoingPolicyError` for an entry that is none of these.
    package init(allowing text: String = "") throws(OutgoingPolicyError) {
        var entries: [Entry] = []
        for part in text.split(separator: ",") {
            let word = part.trimmingCharacters(in: .whitespaces)
            guard !word.isEmpty else { continue }
            guard let entry = Self.entry(word) else { throw OutgoingPolicyError(entry: word) }
            entries.append(entry)
        }
        self.entries = entries
    }

    /// Whether a port of an address may be called.
    ///
    /// - Parameters:
    ///   - address: Where the connection would go.
    ///   - host: The name that has this address, or the address itself.
    ///   - port: The port.
    /// - Returns: `true` for every address of the public internet, and for what the operator allows.
    package func allows(_ address: NetworkAddress, of host: String, port: Int) -> Bool {
        if PublicAddresses.contain(address) { return true }
        let name = Self.normalised(host)
        return entries.contains { entry in
            guard entry.port == nil || entry.port == port else { return false }
            return switch entry.place {
            case .range(let range): range.contains(address) || address.embedded.map(range.contains) == true
            case .name(let allowed): allowed == name
            }
        }
    }

    private static func entry(_ word: String) -> Entry? {
        if let range = AddressRange(word) { return Entry(place: .range(range), port: nil) }
        var place = word[...]
        var port: Int?
        if word.hasPrefix("["), let end = word.firstIndex(of: "]") {
            place = word[word.index(after: word.startIndex)..<end]
            let rest = word[word.index(after: end)...]
            guard rest.isEmpty || rest.first == ":" else { return nil }
            if !rest.isEmpty {
                guard let number = Self.port(rest.dropFirst()) else { return nil }
                port = number
            }
        } else if let colon = word.lastIndex(of: ":") {
            guard let number = Self.port(word[word.index(after: colon)...]) else { return nil }
            place = word[..<colon]
            port = number
        }
        if let range = AddressRange(String(place)) { return Entry(place: .range(range), port: port) }
        let name = normalised(String(place))
        // A name of digits would be an address in a spelling that hides which.
        let isName =
            !name.isEmpty && name.utf8.allSatisfy { $0.isNameCharacter }
            && name.split(separator: ".").last?.contains { $0.isLetter } == true && !name.hasPrefix("0x")
        return isName ? Entry(place: .name(name), port: port) : nil
    }

    private static func port(_ text: Substring) -> Int? {
        Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil }
    }

    private static func normalised(_ host: String) -> String {
        let name = host.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }
}

extension UInt8 {
    fileprivate var isNameCharacter: Bool {
        (0x30...0x39).contains(self) || (0x61...0x7a).contains(self) || [0x2d, 0x2e, 0x5f].contains(self)
    }
}

/// Why a list of allowed machines cannot be read.
package struct OutgoingPolicyError: Error, Equatable {
    let entry: String

    /// What is wrong and what to do, beginning with a small letter and without a full stop.
    package var message: String {
        "\(OutgoingPolicy.variable) has \"\(entry)\", which is neither an address, a range nor a name: "
            + "write 127.0.0.1:8025, 10.0.0.0/8, [fd00::1]:25 or mail.internal, separated by commas"
    }
}
