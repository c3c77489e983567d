import Foundation
import TestSupport

/// The real program as a process of its own.
struct KartotekaProcess {
    private let process: Process

    /// Starts the program that was built together with the tests.
    ///
    /// - Parameters:
    ///   - arguments: What stands behind its name.
    ///   - output: A file for what it prints, if that matters.
    /// - Throws: When it cannot be started.
    init(_ arguments: [String], output: URL? = nil) throws {
        process = Process()
        process.executableURL = Self.binary
        process.arguments = arguments
        process.environment = Self.environment
        process.environment?["KARTOTEKA_SECRET_KEY_FILE"] = try Self.keyFile(arguments, nil)
        if let output { try Data().write(to: output) }
        process.standardOutput = try output.map(FileHandle.init(forWritingTo:)) ?? FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    var isRunning: Bool { process.isRunning }

    /// Ends the process as a power cut would: without a chance to tidy up.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Freezes the process, as a machine does that is paused or swaps.
    func freeze() {
        Foundation.kill(process.processIdentifier, SIGSTOP)
    }

    /// Lets a frozen process go on.
    func thaw() {
        Foundation.kill(process.processIdentifier, SIGCONT)
    }

    /// Kills it after a time, punctually, however busy the threads are that run the tests.
    func kill(after seconds: Double) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInteractive).asyncAfter(deadline: .now() + seconds) {
                kill()
                continuation.resume()
            }
        }
    }

    /// What a run of the program gave.
    struct Result {
        let code: Int32
        let output: String
        let complaint: String

        /// What went to standard error besides the lines of the security log, which a change writes.
        var otherComplaint: String {
            complaint.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.contains(" kartoteka.security:") }.joined(separator: "\n")
        }

        /// The lines of the security log.
        var securityLines: [String] {
            complaint.split(separator: "\n").map(String.init).filter { $0.contains(" kartoteka.security:") }
        }
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: What stands behind its name.
    ///   - input: What it finds on standard input.
    ///   - database: What `KARTOTEKA_DATABASE` names; nothing leaves it out.
    ///   - publicAddress: What `KARTOTEKA_PUBLIC_ADDRESS` names; nothing leaves it out.
    /// - Returns: What it printed and its exit code.
    /// - Throws: When it cannot be started.
    static func run(
        _ arguments: [String],
        input: String? = nil,
        database: String? = nil,
        publicAddress: String? = nil
    ) throws -> Result {
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        process.environment = environment
        process.environment?["KARTOTEKA_SECRET_KEY_FILE"] = try keyFile(arguments, database)
        process.environment?["KARTOTEKA_DATABASE"] = database
        process.environment?["KARTOTEKA_PUBLIC_ADDRESS"] = publicAddress
        let folder = FileManager.default.temporaryDirectory.appending(path: "kartoteka-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files instead of pipes: nothing has to be drained while the program runs.
        let output = folder.appending(path: "out")
        let complaint = folder.appending(path: "err")
        for file in [output, complaint] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: complaint)
        process.currentDirectoryURL = folder
        if let input {
            let file = folder.appending(path: "in")
            try Data(input.utf8).write(to: file)
            process.standardInput = try FileHandle(forReadingFrom: file)
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        try process.run()
        process.waitUntilExit()
        return Result(
            code: process.terminationStatus,
            output: try String(contentsOf: output, encoding: .utf8),
            complaint: try String(contentsOf: complaint, encoding: .utf8)
        )
    }

    /// Without what the one who runs the tests has set for the program.
    private static var environment: [String: String] {
        ProcessInfo.processInfo.environment.filter {
            !["KARTOTEKA_DATABASE", "KARTOTEKA_PUBLIC_ADDRESS", "KARTOTEKA_SECRET_KEY_FILE"].contains($0.key)
        }
    }

    /// The key of stored secrets for a database on PostgreSQL; an embedded one has its own.
    private static func keyFile(_ arguments: [String], _ database: String?) throws -> String? {
        let isOnServer = (arguments + [database ?? ""]).contains { $0.hasPrefix("postgres") }
        return isOnServer ? try TestSecretKey.file() : nil
    }

    /// Lies beside the bundle of the tests.
    private static var binary: URL {
        let executable = URL(filePath: CommandLine.arguments[0])
        let candidates = [Bundle.main.bundleURL, executable.deletingLastPathComponent()]
            .map { $0.appending(path: "kartoteka") }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
            ?? URL(filePath: ".build/debug/kartoteka").absoluteURL
    }
}
