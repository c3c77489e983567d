import CQREncode

/// A QR code as the outline of its dark squares, for a picture in the page itself.
struct QRCode: Sendable, Equatable {
    /// The light border that readers need, in squares.
    private static let border = 4

    /// The length of a side with the border, in squares.
    let side: Int
    /// The dark squares as the path of an SVG.
    let path: String

    /// Draws a text.
    ///
    /// - Returns: `nil` when the text is too long for a code.
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let squares = code.pointee.data, width > 0 else { return nil }
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                // The lowest bit says whether the square is dark.
                while column < width, squares[row * width + column] & 1 == 1 { column += 1 }
                if column > start {
                    let length = column - start
                    path += "M\(start + Self.border) \(row + Self.border)h\(length)v1h-\(length)z"
                }
                column += 1
            }
        }
        side = width + 2 * Self.border
        self.path = path
    }
}
