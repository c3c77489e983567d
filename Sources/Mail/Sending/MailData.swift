import Foundation

/// A message in the form in which it follows `DATA` (RFC 5321, section 4.5.2).
enum MailData {
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let dot = UInt8(ascii: ".")

    /// The message with a second dot before each line that begins with one, and a line with a dot alone at the end.
    ///
    /// All line breaks become CR LF: a bare one is read as an end of the message by some servers and not by others,
    /// which lets a message smuggle in another.
    static func stuffed(_ message: Data) -> Data {
        var bytes = Data(capacity: message.count + message.count / 64 + 8)
        var isAtStart = true
        var previous: UInt8 = 0
        for byte in message {
            if byte == carriageReturn || byte == lineFeed {
                if byte == carriageReturn || previous != carriageReturn { bytes += [carriageReturn, lineFeed] }
                isAtStart = true
            } else {
                if isAtStart, byte == dot { bytes.append(dot) }
                bytes.append(byte)
                isAtStart = false
            }
            previous = byte
        }
        if !isAtStart { bytes += [carriageReturn, lineFeed] }
        bytes += [dot, carriageReturn, lineFeed]
        return bytes
    }
}
