/// Addresses that begin with the same bits, such as `10.0.0.0/8`.
struct AddressRange: Hashable, Sendable {
    private let base: NetworkAddress
    private let length: Int

    /// Reads a range, or a single address.
    ///
    /// - Returns: `nil` where it is none.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let base = NetworkAddress(String(parts[0])) else { return nil }
        let bits = base.bytes.count * 8
        switch parts.count {
        case 1: length = bits
        case 2:
            guard let length = Int(parts[1]), (0...bits).contains(length) else { return nil }
            self.length = length
        default: return nil
        }
        self.base = base
    }

    func contains(_ address: NetworkAddress) -> Bool {
        guard address.bytes.count == base.bytes.count else { return false }
        let whole = length / 8
        guard address.bytes.prefix(whole) == base.bytes.prefix(whole) else { return false }
        let rest = length % 8
        guard rest > 0 else { return true }
        let mask = UInt8.max << (8 - rest)
        return address.bytes[whole] & mask == base.bytes[whole] & mask
    }
}
