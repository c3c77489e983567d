import Foundation

/// A folder of one test, which goes when the test is over.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "kartoteka-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String) -> String { url.appending(path: name).path }

    /// Writes a file and tells where it is.
    func file(_ bytes: some Sequence<UInt8>, named name: String = "people.csv") throws -> String {
        try Data(bytes).write(to: url.appending(path: name))
        return path(name)
    }

    /// Writes a text in UTF-8 and tells where it is.
    func file(_ text: String, named name: String = "people.csv") throws -> String {
        try file(text.utf8, named: name)
    }
}
