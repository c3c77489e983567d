import Contacts

extension Hit {
    /// The longest time on a page that is believed, and the longest ago that a hit may lie: a day, in milliseconds.
    private static let longest: Int64 = 86_400_000
    private static let maximumTitleLength = 255
    private static let maximumSessionLength = 64

    /// Reads the fields that the script sends.
    ///
    /// `v` is the view, `u` the visitor, `l` the page, `c` the contact, `s` the session, `r` where the visitor came from, `t`
    /// the title, `a` how long ago it was, and `d` for how long somebody looked at it. What only adds to a visit, and is
    /// unfit, is left out.
    ///
    /// - Parameter field: The text of a field, empty where it is missing.
    /// - Throws: `HitError.unfit`.
    package init(_ field: (String) -> String) throws(HitError) {
        guard let view = TrackingID(field("v")) else { throw .unfit("v") }
        guard let visitor = TrackingID(field("u")) else { throw .unfit("u") }
        self.view = view
        self.visitor = visitor
        let duration = field("d")
        guard duration.isEmpty else {
            guard let time = Int64(duration), time >= 0 else { throw .unfit("d") }
            content = .left(duration: min(time, Self.longest))
            return
        }
        guard let address = Self.address(field("l")) else { throw .unfit("l") }
        let title = field("t").onOneLine.trimmed
        content = .seen(
            Seen(
                contact: ContactID(field("c")),
                session: Self.session(field("s")),
                address: address,
                referrer: Self.address(field("r"))?.visited,
                title: title.isEmpty ? nil : String(title.prefix(Self.maximumTitleLength)),
                age: min(max(Int64(field("a")) ?? 0, 0), Self.longest)
            )
        )
    }

    /// An address that is too long loses its query.
    private static func address(_ text: String) -> WebAddress? {
        do throws(WebAddressError) {
            return try WebAddress(text)
        } catch {
            guard case .tooLong = error else { return nil }
            return try? WebAddress(String(text.prefix { $0 != "?" && $0 != "#" }))
        }
    }

    private static func session(_ text: String) -> String? {
        let isFit = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        }
        return isFit && (1...maximumSessionLength).contains(text.utf8.count) ? text : nil
    }
}
