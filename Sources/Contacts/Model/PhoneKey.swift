extension String {
    /// A phone number as comparisons see it: `+48 600-100 (200)` and `+48600100200` are the same.
    ///
    /// White space, dots, dashes, slashes and brackets are left out; what else stands there is folded.
    package var phoneKey: String {
        if utf8.allSatisfy({ $0 < 0x80 }) {
            return String(decoding: folded.utf8.filter { !Self.phonePunctuation.contains($0) }, as: UTF8.self)
        }
        return String(folded.filter { !$0.isWhitespace && $0.utf8.first.map(Self.phonePunctuation.contains) == false })
    }

    private static let phonePunctuation: Set<UInt8> = Set(" \t\n\r\u{B}\u{C}.-/()[]".utf8)
}
