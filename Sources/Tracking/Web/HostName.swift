import Contacts

/// The name of a host on the web, in ASCII and lower case: `shop.example`, `xn--zazcy-xta9c.example`, `127.0.0.1`.
package struct HostName: Hashable, Sendable, Comparable, CustomStringConvertible {
    package static let maximumLength = 253

    package let text: String

    /// Reads a name as an address or a person writes it.
    ///
    /// - Throws: `WebAddressError.badHost`.
    package init(_ input: String) throws(WebAddressError) {
        // One dot at the end means the same name.
        let name = input.hasSuffix(".") ? String(input.dropLast()) : input
        guard let ascii = EmailAddress.asciiDomain(name), ascii.utf8.count <= Self.maximumLength,
            Self.isName(ascii.utf8)
        else { throw .badHost(input) }
        text = ascii
    }

    /// Wraps a name that the database holds, which was checked when it was written.
    package init(stored text: String) {
        self.text = text
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    /// Whether the name lies below another one: `www.shop.example` below `shop.example`.
    package func isBelow(_ other: HostName) -> Bool { text.hasSuffix("." + other.text) }

    private static func isName(_ text: String.UTF8View) -> Bool {
        let labels = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.allSatisfy(isLabel), let last = labels.last else { return false }
        // Browsers read a name whose last part begins with a digit as the number of a machine, in many spellings.
        return last.first.map(isDigit) == true ? isMachine(labels) : true
    }

    private static func isLabel(_ label: Substring.UTF8View) -> Bool {
        guard (1...63).contains(label.count), label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-")
        else { return false }
        return label.allSatisfy {
            isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-")
                || $0 == UInt8(ascii: "_")
        }
    }

    private static func isMachine(_ labels: [Substring.UTF8View]) -> Bool {
        labels.count == 4
            && labels.allSatisfy { label in
                guard let text = String(label), let number = UInt8(text) else { return false }
                return String(number) == text
            }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
