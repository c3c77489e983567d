import CPostgres
import Glibc

/// A row as libpq holds it: text for every value.
struct PostgresRow: Row {
    let result: OpaquePointer

    func isNull(_ column: Int) -> Bool {
        PQgetisnull(result, 0, Int32(column)) == 1
    }

    func integer(_ column: Int) -> Int64 {
        guard let text = PQgetvalue(result, 0, Int32(column)) else { return 0 }
        return strtoll(text, nil, 10)
    }

    func real(_ column: Int) -> Double {
        PQgetvalue(result, 0, Int32(column)).map { strtod($0, nil) } ?? 0
    }

    func text(_ column: Int) -> String {
        guard let text = PQgetvalue(result, 0, Int32(column)) else { return "" }
        let count = Int(PQgetlength(result, 0, Int32(column)))
        return text.withMemoryRebound(to: UInt8.self, capacity: count) {
            String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
        }
    }

    func bytes(_ column: Int) -> [UInt8] {
        guard let text = PQgetvalue(result, 0, Int32(column)) else { return [] }
        var count = 0
        return text.withMemoryRebound(to: UInt8.self, capacity: 1) { start in
            guard let unescaped = PQunescapeBytea(start, &count) else { return [] }
            defer { PQfreemem(unescaped) }
            return Array(UnsafeBufferPointer(start: unescaped, count: count))
        }
    }
}
