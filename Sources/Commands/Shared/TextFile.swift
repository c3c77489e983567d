import Foundation

/// A text that the command line names: a file, or standard input.
struct TextFile {
    private let path: String

    /// Names a file; `-` means standard input.
    init(_ path: String) {
        self.path = path
    }

    /// The whole text.
    ///
    /// - Throws: `CommandFailure`, which names the file, when it cannot be read or is no text.
    func read() throws -> String {
        let data: Data?
        if path == "-" {
            data = try FileHandle.standardInput.readToEnd()
        } else {
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw CommandFailure(unavailable: "there is no file \(path) that can be read")
            }
            data = FileManager.default.contents(atPath: path)
        }
        guard let data, let text = String(data: data, encoding: .utf8) else {
            throw CommandFailure(badInput: "\(path): the file is not UTF-8 text")
        }
        return text
    }
}
