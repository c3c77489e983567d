package import Foundation

/// The key of stored secrets that the tests give to PostgreSQL, beside whose databases no file can be.
package enum TestSecretKey {
    /// The path of the key file, which is the same for the tests and for the programs that they start.
    ///
    /// - Throws: When the file cannot be written.
    package static func file() throws -> String {
        try path.get()
    }

    /// Writes a key file that only its owner may read.
    ///
    /// - Throws: When the file cannot be written.
    package static func write(_ text: String, to url: URL, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: url)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
    }

    private static let path = Result {
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appending(path: "kartoteka-test-\(ProcessInfo.processInfo.processIdentifier).key")
        try write(Data(repeating: 7, count: 32).base64EncodedString(), to: file)
        return file.path
    }
}
