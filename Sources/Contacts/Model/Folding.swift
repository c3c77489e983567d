import Foundation

extension String {
    /// The text as comparisons without regard to case see it.
    ///
    /// The databases store this form beside the original, so that both engines and the index compare alike.
    package var folded: String {
        utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
            ? self
            : lowercased().precomposedStringWithCanonicalMapping
    }

    /// The text as the name of a segment, funnel, form, … is compared: without white space around it and without regard
    /// to case.
    package var nameKey: String { trimmed.composed.folded }

    /// The text in Unicode's composed form (NFC): databases compare bytes, and `é` has two spellings.
    package var composed: String {
        utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
    }

    /// The text with letters instead of letters with marks: `Łódź` becomes `Lodz`.
    package var withoutDiacritics: String {
        guard !utf8.allSatisfy({ $0 < 0x80 }) else { return self }
        var result = ""
        for scalar in decomposedStringWithCanonicalMapping.unicodeScalars
        where scalar.properties.canonicalCombiningClass == .notReordered {
            if let plain = Self.undecomposable[scalar] {
                result += plain
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Letters with a stroke or a ligature, which Unicode does not take apart.
    private static let undecomposable: [Unicode.Scalar: String] = [
        "ł": "l", "Ł": "L", "ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
        "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i", "þ": "th", "Þ": "TH",
    ]
}
