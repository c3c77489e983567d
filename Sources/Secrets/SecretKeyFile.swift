import Foundation

/// A file with one key a line, which nobody but its owner may read.
///
/// Lines that are empty or begin with `#` are ignored. More than one key is there while keys are changed.
package struct SecretKeyFile: Sendable, Hashable {
    private static let longest = 65_536
    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// Reads the keys.
    ///
    /// - Throws: `SecretError` when there is no such file, others may read it, or it holds no key.
    package func keys() throws(SecretError) -> [SecretKey] {
        // A pipe would otherwise wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing(file: path) : .unreadable(file: path, reason: Self.reason)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(file: path, reason: Self.reason) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(file: path, reason: "it is not a file") }
        guard status.st_mode & 0o077 == 0 else { throw .openToOthers(file: path) }
        let text: String
        do {
            text = String(decoding: try handle.read(upToCount: Self.longest) ?? Data(), as: UTF8.self)
        } catch {
            throw .unreadable(file: path, reason: error.localizedDescription)
        }
        return try keys(in: text)
    }

    private func keys(in text: String) throws(SecretError) -> [SecretKey] {
        var keys: [SecretKey] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let key = SecretKey(line: line) else { throw .notAKey(file: path) }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw .notAKey(file: path) }
        return keys
    }

    /// Makes the file with a new key, unless it exists.
    ///
    /// Of several processes one makes it, and it is never seen half written.
    ///
    /// - Throws: `SecretError.notWritable`.
    package func makeIfMissing() throws(SecretError) {
        if access(path, F_OK) == 0 { return }
        let fresh = try written([SecretKey.make()])
        defer { unlink(fresh) }
        guard link(fresh, path) == 0 || errno == EEXIST else { throw .notWritable(file: path, reason: Self.reason) }
        syncFolder()
    }

    /// Puts other keys into the file, as one step.
    ///
    /// - Throws: `SecretError.notWritable`.
    package func replace(with keys: [SecretKey]) throws(SecretError) {
        let fresh = try written(keys)
        guard rename(fresh, path) == 0 else {
            let reason = Self.reason
            unlink(fresh)
            throw .notWritable(file: path, reason: reason)
        }
        syncFolder()
    }

    /// Runs the body while no other process changes key files of the same folder.
    ///
    /// - Throws: `SecretError.notWritable`, or what the body throws.
    package func whileLocked<Value>(_ body: () async throws -> Value) async throws -> Value {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard descriptor >= 0 else { throw SecretError.notWritable(file: path, reason: Self.reason) }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw SecretError.notWritable(file: path, reason: "another process is changing it")
        }
        return try await body()
    }

    /// Writes the keys into a new file beside this one and tells its path.
    private func written(_ keys: [SecretKey]) throws(SecretError) -> String {
        let fresh = "\(path).new-\(UUID().uuidString)"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .notWritable(file: path, reason: Self.reason) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(keys.map { $0.line + "\n" }.joined().utf8))
            try handle.synchronize()
        } catch {
            unlink(fresh)
            throw .notWritable(file: path, reason: "\(error.localizedDescription)")
        }
        return fresh
    }

    private var folder: String { URL(filePath: path).deletingLastPathComponent().path }

    /// The new name lasts only once the folder is on the disk too.
    private func syncFolder() {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
