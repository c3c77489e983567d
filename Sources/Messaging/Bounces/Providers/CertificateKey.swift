import CryptoExtras
import Foundation

/// The public key in a certificate (RFC 5280), of which nothing else is read.
///
/// Whoever asks has fetched the certificate by TLS from the host that it must come from, so that no chain is checked.
struct CertificateKey: Sendable {
    let key: _RSA.Signing.PublicKey

    /// The RSA key of a certificate in PEM; `nil` where there is none.
    init?(pem: String) {
        guard let begin = pem.range(of: "-----BEGIN CERTIFICATE-----"),
            let end = pem.range(of: "-----END CERTIFICATE-----", range: begin.upperBound..<pem.endIndex),
            let bytes = Data(base64Encoded: pem[begin.upperBound..<end.lowerBound].filter { !$0.isWhitespace }),
            let subjectKey = Self.subjectKey(Array(bytes)),
            let key = try? _RSA.Signing.PublicKey(derRepresentation: Data(subjectKey))
        else { return nil }
        self.key = key
    }

    /// The `SubjectPublicKeyInfo`, whole.
    private static func subjectKey(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard let certificate = DERElement(bytes[...]), certificate.tag == 0x30,
            let signed = DERElement(certificate.content), signed.tag == 0x30
        else { return nil }
        var rest = signed.content
        // The version, which may be left out, then the serial number, the algorithm, the issuer, the validity, the subject.
        if let version = DERElement(rest), version.tag == 0xA0 { rest = rest[version.end...] }
        for _ in 0..<5 {
            guard let element = DERElement(rest) else { return nil }
            rest = rest[element.end...]
        }
        guard let key = DERElement(rest), key.tag == 0x30 else { return nil }
        return rest[rest.startIndex..<key.end]
    }
}

/// The element at the beginning of bytes in DER (X.690).
private struct DERElement {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    var end: Int { content.endIndex }

    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count >= 2 else { return nil }
        tag = bytes[bytes.startIndex]
        let first = Int(bytes[bytes.startIndex + 1])
        var start = bytes.startIndex + 2
        var length = first
        if first >= 0x80 {
            let count = first & 0x7F
            guard (1...4).contains(count), bytes.endIndex - start >= count else { return nil }
            length = bytes[start..<(start + count)].reduce(0) { $0 << 8 | Int($1) }
            start += count
        }
        guard length <= bytes.endIndex - start else { return nil }
        content = bytes[start..<(start + length)]
    }
}
