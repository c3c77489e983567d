package import Foundation

/// A folder with reports: a Maildir, or one of files whose names end in `.eml`.
///
/// What was handled goes to the folder `done` in it, and what somebody should look at to `unclear`. Nothing is deleted.
package struct BounceFolder: Sendable {
    /// What became of the reports of a folder.
    package struct Tally: Sendable, Hashable {
        package var markedInvalid = 0
        package var counted = 0
        package var optedOut = 0
        /// Understood, with nothing to change.
        package var noted = 0
        /// Put aside for somebody to look at.
        package var unclear = 0

        /// How many reports there were.
        package var total: Int { markedInvalid + counted + optedOut + noted + unclear }

        mutating func add(_ outcome: BounceOutcome) {
            switch outcome {
            case .markedInvalid: markedInvalid += 1
            case .counted: counted += 1
            case .optedOut: optedOut += 1
            case .noted: noted += 1
            case .notOurs, .notUnderstood: unclear += 1
            }
        }
    }

    private let folder: URL
    private let desk: BounceDesk

    package init(_ folder: URL, desk: BounceDesk) {
        self.folder = folder
        self.desk = desk
    }

    /// Handles every report that is there.
    ///
    /// - Parameter age: Files that changed later than this before now are left for the next time, in seconds; they may be
    ///   in the middle of being written.
    /// - Returns: What became of them.
    /// - Throws: `BounceFolderError` when the folder cannot be used, `StorageError` when the database cannot be reached;
    ///   what was not handled stays where it is.
    package func read(olderThan age: TimeInterval = 0) async throws -> Tally {
        var tally = Tally()
        let latest = Date(timeIntervalSinceNow: -age)
        for file in try files() {
            try Task.checkCancellation()
            if age > 0, !file.isWhole, let changed = try? Self.changed(file.url), changed > latest { continue }
            // Another server may have been faster.
            guard let data = try contents(of: file.url) else { continue }
            let outcome = try await desk.take(data, from: .folder(folder.lastPathComponent))
            try move(file.url, to: outcome.isUnclear ? "unclear" : "done")
            tally.add(outcome)
        }
        return tally
    }

    private struct File {
        let url: URL
        /// Whether it is a whole message as soon as it is there, as in a Maildir.
        let isWhole: Bool
    }

    private func files() throws -> [File] {
        let isMaildir = ["new", "cur"].allSatisfy { Self.isFolder(folder.appending(path: $0)) }
        if isMaildir {
            return try ["new", "cur"].flatMap { name in
                try names(in: folder.appending(path: name)).map {
                    File(url: folder.appending(path: name).appending(path: $0), isWhole: true)
                }
            }
        }
        return try names(in: folder).filter { $0.lowercased().hasSuffix(".eml") }
            .map { File(url: folder.appending(path: $0), isWhole: false) }
    }

    private func names(in folder: URL) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
                .sorted()
        } catch {
            throw BounceFolderError.unreadable(folder.path)
        }
    }

    private func contents(of file: URL) throws -> Data? {
        guard FileManager.default.fileExists(atPath: file.path), !Self.isFolder(file) else { return nil }
        do {
            return try Data(contentsOf: file)
        } catch {
            if !FileManager.default.fileExists(atPath: file.path) { return nil }
            throw BounceFolderError.unreadable(file.path)
        }
    }

    private func move(_ file: URL, to name: String) throws {
        let target = folder.appending(path: name)
        do {
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            var place = target.appending(path: file.lastPathComponent)
            if FileManager.default.fileExists(atPath: place.path) {
                place = target.appending(path: "\(UUID().uuidString)-\(file.lastPathComponent)")
            }
            try FileManager.default.moveItem(at: file, to: place)
        } catch {
            if !FileManager.default.fileExists(atPath: file.path) { return }
            throw BounceFolderError.immovable(file.path, target.path)
        }
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func changed(_ file: URL) throws -> Date? {
        try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
    }
}

/// Why a folder of reports cannot be used.
package enum BounceFolderError: Error, Hashable, CustomStringConvertible {
    case unreadable(String)
    case immovable(String, String)

    /// The message, so that the log says it too.
    package var description: String { message }

    /// What is wrong and what to do, in a sentence.
    package var message: String {
        switch self {
        case .unreadable(let path): "\(path) cannot be read: make it readable for the user who runs kartoteka"
        case .immovable(let path, let target):
            "\(path) was handled and cannot be moved to \(target): make both folders writable for the user who runs "
                + "kartoteka"
        }
    }
}
