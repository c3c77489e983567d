package import Foundation
package import Mail

/// A real mail server on this machine, `Tests/Mail/server.py`, which does with a message what its recipient stands for.
///
/// It lives as long as the body of `run`.
package struct SMTPServer: Sendable {
    /// How the server is to be.
    package struct Options: Sendable {
        package var security = SMTPAccount.Security.none
        /// Who may sign in, and must.
        package var user: String?
        package var password: String?
        /// `PLAIN` or `LOGIN`.
        package var mechanism = "PLAIN"
        /// Whom its certificate is for.
        package var names = ["localhost", "127.0.0.1"]
        package var offersSMTPUTF8 = true
        /// After so many it hangs up with 421; nothing is without end.
        package var messagesPerConnection: Int?
        /// How long it thinks before it takes a message, in seconds.
        package var slowness = 0.0
        /// Whether it accepts connections and never says a word.
        package var isMute = false

        package init() {}
    }

    /// A message that the server took.
    package struct Received: Sendable, Decodable {
        package struct Header: Sendable, Decodable, Hashable {
            package let name: String
            package let value: String
        }

        /// The one of the envelope.
        package let sender: String
        /// The one of the envelope.
        package let recipient: String
        /// What stood behind the sender.
        package let options: [String]
        package let headers: [Header]
        package let type: String
        package let text: String?
        package let html: String?
        /// What Python's reader found wrong with the message.
        package let defects: [String]
        package let raw: Data

        /// The value of the first header of this name.
        package func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    /// A command that the server heard.
    package struct Command: Sendable, Decodable, Hashable {
        package let name: String
        package let address: String
        package let options: [String]
    }

    package let port: Int
    private let folder: URL
    private let options: Options

    /// Runs the body while a server of its own listens.
    package static func run<Value>(
        _ options: Options = Options(),
        _ body: (SMTPServer) async throws -> Value
    ) async throws -> Value {
        let python = try await PythonEnvironment.mail.path()
        let folder = FileManager.default.temporaryDirectory.appending(path: "kartoteka-smtp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = [repository.appending(path: "Tests/Mail/server.py").path] + arguments(options, folder)
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        // Not the tests' own: Python warns of what the tests do on purpose.
        let log = folder.appending(path: "log")
        try Data().write(to: log)
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        defer {
            // Not `terminate`: threads of Dispatch block its signal, and children inherit that. Nor `waitUntilExit`, which
            // would hold a thread of the cooperative pool.
            kill(process.processIdentifier, SIGKILL)
        }
        guard let port = Int(try await firstLine(of: output)) else {
            throw NoServer(description: "Tests/Mail/server.py: " + (try String(contentsOf: log, encoding: .utf8)))
        }
        let result = try await body(SMTPServer(port: port, folder: folder, options: options))
        // The server ends by itself when this end is closed, even if the tests are killed.
        try input.fileHandleForWriting.close()
        return result
    }

    /// How our side reaches it.
    package var account: SMTPAccount {
        SMTPAccount(
            host: "127.0.0.1",
            port: port,
            security: options.security,
            user: options.user,
            password: options.password,
            timeout: 30,
            certificateAuthority: options.security == .none ? nil : folder.appending(path: "authority.pem").path
        )
    }

    /// A PEM file of somebody who does not vouch for the server.
    package var stranger: String { folder.appending(path: "stranger.pem").path }

    /// The messages that it took so far, in order.
    package func received() throws -> [Received] { try lines("messages") }

    /// The commands about senders, recipients and signing in, in order.
    package func commands() throws -> [Command] { try lines("commands") }

    /// How many connections there were.
    package func connections() throws -> Int { try lines("connections", as: [String: String].self).count }

    private func lines<Line: Decodable>(_ name: String, as type: Line.Type = Line.self) throws -> [Line] {
        guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return [] }
        // What stands behind the last line break is still being written.
        let end = data.lastIndex(of: UInt8(ascii: "\n")) ?? data.startIndex
        return try data[..<end].split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(type, from: $0) }
    }

    private static func arguments(_ options: Options, _ folder: URL) -> [String] {
        let security =
            switch options.security {
            case .none: "none"
            case .startTLS: "starttls"
            case .tls: "implicit"
            }
        var arguments = ["--folder", folder.path, "--tls", security, "--mechanism", options.mechanism]
        arguments += ["--certificate-for", options.names.joined(separator: ",")]
        if let user = options.user { arguments += ["--user", user, "--password", options.password ?? ""] }
        if !options.offersSMTPUTF8 { arguments.append("--ascii-only") }
        if let limit = options.messagesPerConnection { arguments += ["--messages-per-connection", String(limit)] }
        if options.slowness > 0 { arguments += ["--slow", String(options.slowness)] }
        if options.isMute { arguments.append("--mute") }
        return arguments
    }

    /// Reads on a thread that may wait.
    private static func firstLine(of pipe: Pipe) async throws -> String {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var line = Data()
                while let byte = try? pipe.fileHandleForReading.read(upToCount: 1), let byte = byte.first, byte != 10 {
                    line.append(byte)
                }
                continuation.resume(returning: String(decoding: line, as: UTF8.self))
            }
        }
    }

    private struct NoServer: Error, CustomStringConvertible {
        let description: String
    }
}
