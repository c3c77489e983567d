/// An encoding with one byte for each character, of which the first 128 are ASCII.
struct CodePage: Sendable {
    /// The UTF-8 form of each byte from 0x80 on: up to three bytes, the first one lowest, and their number on top.
    private let packed: [UInt32]

    private init(_ characters: String) {
        packed = characters.unicodeScalars.map { scalar in
            let bytes = Array(String(scalar).utf8)
            return bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) } | UInt32(bytes.count) << 24
        }
        precondition(packed.count == 128, "a code page has 128 characters beyond ASCII")
    }

    /// The text of some bytes in UTF-8.
    ///
    /// A byte that stands for nothing becomes U+FFFD.
    func utf8(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count * 3) { output, count in
            for byte in bytes {
                guard byte >= 0x80 else {
                    output[count] = byte
                    count += 1
                    continue
                }
                var rest = packed[Int(byte) - 0x80]
                for _ in 0..<(rest >> 24) {
                    output[count] = UInt8(truncatingIfNeeded: rest)
                    count += 1
                    rest >>= 8
                }
            }
        }
    }

    static let cp1250 = CodePage(
        "€\u{FFFD}‚\u{FFFD}„…†‡\u{FFFD}‰Š‹ŚŤŽŹ\u{FFFD}‘’“”•–—\u{FFFD}™š›śťžź"
            + "\u{A0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{AD}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż" + upperHalf
    )

    /// Its 32 control characters beyond ASCII are left out: no text has them.
    static let latin2 = CodePage(
        String(repeating: "\u{FFFD}", count: 32)
            + "\u{A0}Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u{AD}ŽŻ°ą˛ł´ľśˇ¸šşťź˝žż" + upperHalf
    )

    /// Where the two agree.
    private static let upperHalf = "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙"
}
