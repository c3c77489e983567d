/// Which addresses belong to the public internet, by the registries of special addresses (RFC 6890).
enum PublicAddresses {
    /// Of IPv4 everything is public but these.
    private static let special = ranges(
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4"
    )
    /// Of IPv6 only this is public.
    private static let global = ranges("2000::/3")
    /// And of that not these: protocols and Teredo, documentation.
    private static let specialGlobal = ranges("2001::/23", "2001:db8::/32", "3fff::/20")

    static func contain(_ address: NetworkAddress) -> Bool {
        guard address.isIPv6 else { return !special.contains { $0.contains(address) } }
        if let embedded = address.embedded { return contain(embedded) }
        return global.contains { $0.contains(address) } && !specialGlobal.contains { $0.contains(address) }
    }

    private static func ranges(_ texts: String...) -> [AddressRange] { texts.compactMap { AddressRange($0) } }
}
