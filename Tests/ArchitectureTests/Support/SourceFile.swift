import Foundation
import Testing

/// A file of the program's own source.
struct SourceFile: CustomTestStringConvertible {
    /// The path from the root of the repository.
    let path: String
    let text: String

    /// The folder below `Sources`, which is the target.
    var module: String { String(path.split(separator: "/")[1]) }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    var testDescription: String { path }

    /// The files below `Sources` with this extension.
    static func all(_ pathExtension: String) throws -> [SourceFile] {
        let sources = root.appending(path: "Sources")
        let paths = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix("." + pathExtension) }.sorted().map { path in
            let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
            return SourceFile(path: "Sources/" + path, text: text)
        }
    }

    /// The folders of the targets.
    static func modules() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path)
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

extension SourceFile {
    /// The modules that the file imports.
    var imports: [String] {
        lines.filter { $0.contains("import") }.compactMap { line in
            let pattern =
                #/^\s*(?:@\w+\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/#
            return (try? pattern.firstMatch(in: line))?.output.1.description
        }
    }

    /// The lines of code with their numbers, without comments and the insides of texts.
    var code: [(number: Int, text: String)] {
        var isInText = false
        return lines.enumerated().map { index, line in
            var text = String(line)
            if line.contains("\"\"\"") {
                isInText.toggle()
                text = ""
            } else if isInText {
                text = ""
            }
            if text.contains("\"") { text = text.replacing(#/"(?:\\.|[^"\\])*"/#, with: "\"\"") }
            if let comment = text.range(of: "//") { text.removeSubrange(comment.lowerBound...) }
            return (index + 1, text)
        }
    }
}
