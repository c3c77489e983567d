extension String {
    /// The text without white space and invisible characters around it; most texts have none and are given back as they
    /// are.
    ///
    /// Programs put byte order marks, marks of direction and zero-width spaces around what people copy.
    package var trimmed: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        let isPlain = (0x21..<0x7F).contains(first) && (0x21..<0x7F).contains(last)
        if isPlain { return self }
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.isMargin }),
            let end = scalars.lastIndex(where: { !$0.isMargin })
        else { return "" }
        return String(scalars[start...end])
    }
}

extension Unicode.Scalar {
    /// Control characters stay, so that they are refused by name.
    fileprivate var isMargin: Bool {
        if value < 0x80 { return value == 0x20 || (0x09...0x0D).contains(value) }
        // A selector or tag of an emoji belongs to what stands before it.
        if (0xFE00...0xFE0F).contains(value) || (0xE0000...0xE0FFF).contains(value) { return false }
        return properties.isWhitespace || (isInvisible && properties.generalCategory != .control)
    }
}
