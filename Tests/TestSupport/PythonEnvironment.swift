package import Foundation

/// Where the repository is.
package let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A Python with the packages that some tests need.
package actor PythonEnvironment {
    /// The one for mail.
    package static let mail = PythonEnvironment("Tests/Mail/requirements.txt")

    private let requirements: String
    private var making: Task<String, any Error>?

    private init(_ requirements: String) {
        self.requirements = requirements
    }

    /// The path of the Python, which is made the first time.
    package func path() async throws -> String {
        if let making { return try await making.value }
        let requirements = requirements
        let task = Task { try await Self.make(requirements) }
        making = task
        return try await task.value
    }

    private static func make(_ requirements: String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try run(requirements) })
            }
        }
    }

    private static func run(_ requirements: String) throws -> String {
        let process = Process()
        process.currentDirectoryURL = repository
        process.executableURL = repository.appending(path: "scripts/python-environment")
        process.arguments = [requirements]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NoPython() }
        return String(decoding: printed, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private struct NoPython: Error, CustomStringConvertible {
        let description = "scripts/python-environment failed; its own words stand above"
    }
}
