import Foundation

/// Writes text messages into a file, one line of JSON each, for trying things out.
struct FileTextTransport: Transport {
    private struct Line: Encodable {
        let id: Int64
        let to: String
        let text: String
    }

    private let settings: FileTextSettings
    private let folder: MessageFolder?

    init(_ settings: FileTextSettings, below folder: MessageFolder?) {
        self.settings = settings
        self.folder = folder
    }

    func send(_ message: PreparedMessage, saying text: RenderedMessage) async -> SendOutcome {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let line = try encoder.encode(Line(id: message.id, to: message.recipient, text: text.text)) + Data([0x0A])
            // Checked each time: the operator may have changed the folder, and links may have changed in it.
            guard let folder else { throw AccountError.noFolder }
            let file = try folder.opened(settings.path)
            defer { try? file.close() }
            try file.write(contentsOf: line)
            return .sent
        } catch let error as AccountError {
            return .accountFails(error.message)
        } catch {
            return .accountFails("the file \(settings.path) cannot be written")
        }
    }

    func close() async {}
}
