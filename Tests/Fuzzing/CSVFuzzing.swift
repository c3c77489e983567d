import Foundation
import Intake

/// Reads bytes as a file of CSV, since that is how files arrive.
enum CSVFuzzing {
    private static let file = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID()).csv")

    static func read(_ bytes: [UInt8]) {
        guard (try? Data(bytes).write(to: file)) != nil, let reader = try? CSVReader(path: file.path) else { return }
        while let rows = try? reader.nextBatch(limit: 1_000), !rows.isEmpty {}
    }
}
