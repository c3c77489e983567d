package import Foundation

/// Makes good mail bad.
package enum MailNoise {
    private static let splinters = [
        "\r\n", "\n\n", "--", "--b", "--b--", "Content-Type: message/rfc822\r\n\r\n", "=?utf-8?B?", "?=", "\0", ";",
        "boundary=\"\"", "Content-Type: multipart/mixed\r\n", "charset=\"x-unknown\"", "<", "\"", "(((((", "=\r\n",
        "Status: 5.1.1\r\n", "Final-Recipient: rfc822;", "Content-Transfer-Encoding: x-uuencode\r\n",
    ]

    /// The message after one to eight accidents.
    package static func spoil(_ message: Data, using random: inout SeededGenerator) -> Data {
        var bytes = Array(message)
        for _ in 0..<random.int(1...8) {
            let place = random.int(0...bytes.count)
            switch random.int(0...6) {
            case 0: bytes.removeSubrange(place...)
            case 1: bytes.removeSubrange(..<place)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + random.int(0...60)))
            case 3: bytes.insert(contentsOf: random.pick(splinters).utf8, at: place)
            case 4:
                bytes.insert(contentsOf: (0..<random.int(1...20)).map { _ in UInt8(random.int(0...255)) }, at: place)
            case 5:
                let from = random.int(0...bytes.count)
                bytes.insert(contentsOf: bytes[from..<min(bytes.count, from + random.int(0...400))], at: place)
            default: if place < bytes.count { bytes[place] ^= UInt8(1 << random.int(0...7)) }
            }
        }
        return Data(bytes)
    }
}
