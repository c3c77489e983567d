import Foundation

/// What of a network address names one customer of a provider, whom tries are counted for.
package enum NetworkPart {
    /// The part of an address that belongs to one customer: all of IPv4, the first 64 bits of IPv6.
    package static func of(_ text: String) -> String {
        let text = String(text.prefix { $0 != "%" })
        var bytes = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, text, &bytes) == 1 else {
            // What is no IPv6 address may be anything, and need not be kept as it is.
            return text.utf8.allSatisfy { (0x2D...0x3A).contains($0) } && text.count <= 15
                ? text : Secret.hex(Secret.hash(text))
        }
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
            return bytes.suffix(4).map { "\($0)" }.joined(separator: ".")
        }
        return Secret.hex(Array(bytes.prefix(8)))
    }
}
