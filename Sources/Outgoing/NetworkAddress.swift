import Foundation

/// An IPv4 or IPv6 address.
package struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    /// Four or sixteen.
    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the usual spelling, and only that.
    ///
    /// - Returns: `nil` for everything else, among it `127.1`, which some programs read as an address too.
    package init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: six) { Array($0) }
        } else {
            return nil
        }
    }

    package var isIPv6: Bool { bytes.count == 16 }

    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        _ = bytes.withUnsafeBytes {
            inet_ntop(isIPv6 ? AF_INET6 : AF_INET, $0.baseAddress, &text, socklen_t(text.count))
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The IPv4 address to which packets for this IPv6 address go in the end.
    var embedded: NetworkAddress? {
        guard isIPv6 else { return nil }
        let carriers = ["::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96"].compactMap { AddressRange($0) }
        if carriers.contains(where: { $0.contains(self) }) { return NetworkAddress(bytes: Array(bytes[12...])) }
        // 6to4 names its gateway.
        if bytes.starts(with: [0x20, 0x02]) { return NetworkAddress(bytes: Array(bytes[2..<6])) }
        // ISATAP: the interface is an IPv4 address.
        if Array(bytes[9..<12]) == [0x00, 0x5e, 0xfe] { return NetworkAddress(bytes: Array(bytes[12...])) }
        return nil
    }
}
