import Foundation

/// A file that is read from its beginning to its end, block by block.
final class ByteSource {
    /// As much as is looked at to find out what the file is.
    static let sampleSize = 1 << 20
    private static let blockSize = 1 << 18

    let path: String
    /// The size of the file; unknown for a pipe.
    let byteCount: Int?
    private(set) var bytesRead = 0
    private let handle: FileHandle
    private var ahead: Data

    init(path: String) throws(CSVError) {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw .missing(path: path)
        }
        guard !isDirectory.boolValue else { throw .directory(path: path) }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .unreadable(path: path, reason: "permission is denied")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let isRegular = attributes?[.type] as? FileAttributeType == .typeRegular
        self.path = path
        self.handle = handle
        byteCount = isRegular ? (attributes?[.size] as? NSNumber)?.intValue : nil
        ahead = try Self.read(handle, Self.sampleSize, path)
        try refuseOtherFormats()
    }

    deinit {
        try? handle.close()
    }

    /// The next block; nothing at the end of the file.
    func next() throws(CSVError) -> Data? {
        let block = ahead.isEmpty ? try Self.read(handle, Self.blockSize, path) : ahead
        ahead = Data()
        bytesRead += block.count
        return block.isEmpty ? nil : block
    }

    /// The encoding of the file by its first megabyte, or by the first one that has more than ASCII.
    ///
    /// A pipe cannot be read twice, so there it is the beginning alone that counts.
    func detectEncoding() throws(CSVError) -> TextEncoding {
        guard byteCount != nil, Self.isASCII(ahead) else { return Self.encoding(of: ahead) }
        var encoding = TextEncoding.utf8
        while true {
            let block = try Self.read(handle, Self.sampleSize, path)
            if block.isEmpty { break }
            if !Self.isASCII(block) {
                encoding = Self.encoding(of: block)
                break
            }
        }
        do {
            try handle.seek(toOffset: UInt64(ahead.count))
        } catch {
            throw .unreadable(path: path, reason: "it cannot be read twice")
        }
        return encoding
    }

    private static func isASCII(_ block: Data) -> Bool {
        block.withUnsafeBytes { $0.allSatisfy { $0 < 0x80 } }
    }

    private static func encoding(of block: Data) -> TextEncoding {
        block.withUnsafeBytes { TextEncoding(detectedIn: $0) }
    }

    private static func read(_ handle: FileHandle, _ count: Int, _ path: String) throws(CSVError) -> Data {
        do {
            return try handle.read(upToCount: count) ?? Data()
        } catch {
            throw .unreadable(path: path, reason: "the disk or the file system reports an error")
        }
    }

    private func refuseOtherFormats() throws(CSVError) {
        if ahead.isEmpty { throw .empty(path: path) }
        if ahead.starts(with: "PK\u{3}\u{4}".utf8) || ahead.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            let isArchive = path.lowercased().hasSuffix(".zip")
            throw isArchive ? .compressed(path: path) : .spreadsheet(path: path)
        }
        if ahead.starts(with: [0x1F, 0x8B]) { throw .compressed(path: path) }
        let hasUTF16Mark = ahead.starts(with: [0xFF, 0xFE]) || ahead.starts(with: [0xFE, 0xFF])
        if !hasUTF16Mark, ahead.prefix(4096).contains(0) { throw .binary(path: path) }
    }
}
