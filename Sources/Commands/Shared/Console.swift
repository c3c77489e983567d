import Foundation
import Synchronization

/// Standard output and standard error.
enum Console {
    /// Writes a line for the reader or the next program.
    static func say(_ line: String = "") {
        write(line + "\n", to: .standardOutput)
    }

    /// Writes a line about an error.
    static func complain(_ line: String) {
        write("kartoteka: \(line)\n", to: .standardError)
    }

    /// Writes one JSON document.
    static func say(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        say(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    static func write(_ text: String, to handle: FileHandle) {
        // A reader that went away, as `head` does, is no error of ours.
        try? handle.write(contentsOf: Data(text.utf8))
    }

    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }
}
