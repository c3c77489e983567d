import Foundation

/// Writes text messages into a file, one line of JSON each, for trying things out.
struct FileTextTransport: Transport {
    private struct Line: Encodable {
        let id: Int64
        let to: String
        let text: String
    }

    private let settings: FileTextSettings

    init(_ settings: FileTextSettings) {
        self.settings = settings
    }

    func send(_ message: PreparedMessage, saying text: RenderedMessage) async -> SendOutcome {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let line = try encoder.encode(Line(id: message.id, to: message.recipient, text: text.text)) + Data([0x0A])
            let path = settings.path
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(atPath: path, contents: nil)
            }
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            defer { try? file.close() }
            try file.seekToEnd()
            try file.write(contentsOf: line)
            return .sent
        } catch {
            return .accountFails("the file \(settings.path) cannot be written")
        }
    }

    func close() async {}
}
