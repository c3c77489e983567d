import Foundation
import Synchronization

/// Standard output and standard error.
enum Console {
    /// Why standard output could not be written, such as a full disk; nothing while all of it went out.
    static var failure: String? { firstFailure.withLock { $0 } }

    private static let firstFailure = Mutex<String?>(nil)

    /// Writes a line for the reader or the next program.
    static func say(_ line: String = "") {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
        } catch {
            // A reader that went away, as `head` does, is no error of ours.
            guard errno != EPIPE else { return }
            let reason = String(cString: strerror(errno))
            firstFailure.withLock { $0 = $0 ?? reason }
        }
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
        try? handle.write(contentsOf: Data(text.utf8))
    }

    /// Whether a person reads standard output.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }
}
