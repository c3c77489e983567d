package import Bitmaps
package import Contacts

/// The files of a document, each with the links of so many contacts, in the order of their numbers.
package struct LinkFiles: Sendable {
    /// How many links a file has at most.
    package static let maximumLines = 10_000

    /// The contacts of each file who are there for the reader.
    package let files: [Bitmap]

    /// Cuts a document into files.
    ///
    /// For who sees everybody, contacts that were deleted meanwhile keep their places, so that no contact moves from one
    /// file to the next between two downloads.
    ///
    /// - Parameters:
    ///   - members: The contacts of the document.
    ///   - visible: Those within the reader's reach, whatever document they are in.
    ///   - reach: Whose contacts the reader sees.
    package init(_ members: Bitmap, visible: Bitmap, reach: Reach) {
        let cut = reach == .everybody ? members : members.intersection(visible)
        files = stride(from: 0, to: cut.count, by: Self.maximumLines).map {
            Bitmap(cut.numbers(from: $0, limit: Self.maximumLines)).intersection(visible)
        }
    }

    /// How many links all of them have.
    package var lines: Int { files.reduce(0) { $0 + $1.count } }

    /// How so many links are divided, in words: `12 345 links in 2 files`.
    package static func words(links: Int) -> String {
        let files = (links + maximumLines - 1) / maximumLines
        let text = "\(links.counted("link")) in \(files.counted("file"))"
        guard files > 1 else { return text }
        let last = links - (files - 1) * maximumLines
        return last == maximumLines
            ? "\(text) of \(maximumLines.grouped)"
            : "\(text), the last one with \(last.grouped) and the others with \(maximumLines.grouped)"
    }
}
