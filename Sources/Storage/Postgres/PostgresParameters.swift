import Bitmaps
import CPostgres

/// Bound values in the form that libpq takes.
struct PostgresParameters {
    private enum TypeID {
        static let bytes: Oid = 17
        static let bigint: Oid = 20
        static let text: Oid = 25
        static let double: Oid = 701
        static let textArray: Oid = 1009
        static let bigintArray: Oid = 1016
        static let unspecified: Oid = 0
    }

    private var types: [Oid] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    private var offsets: [Int?] = []
    private var buffer: [UInt8] = []

    init(_ values: ArraySlice<SQLValue>) throws(StorageError) {
        for value in values { try value.checkStorable() }
        self.init(checked: values)
    }

    /// Takes values that `checkStorable` has let pass.
    init(checked values: ArraySlice<SQLValue>) {
        for value in values {
            switch value {
            case .null: append(TypeID.unspecified, nil as [UInt8]?, isBinary: false)
            case .integer(let integer): append(TypeID.bigint, Array(String(integer).utf8), isBinary: false)
            case .real(let real): append(TypeID.double, Array(String(real).utf8), isBinary: false)
            case .text(let text): append(TypeID.text, Array(text.utf8), isBinary: false)
            case .bytes(let bytes): append(TypeID.bytes, bytes, isBinary: true)
            case .numbers(let numbers): append(TypeID.bigintArray, ListLiteral.array(numbers), isBinary: false)
            case .texts(let texts): append(TypeID.textArray, ListLiteral.array(texts), isBinary: false)
            }
        }
    }

    private mutating func append(_ type: Oid, _ bytes: [UInt8]?, isBinary: Bool) {
        types.append(type)
        lengths.append(Int32(bytes?.count ?? 0))
        formats.append(isBinary ? 1 : 0)
        offsets.append(bytes.map { _ in buffer.count })
        buffer += bytes ?? []
        // libpq reads texts up to a zero byte.
        buffer.append(0)
    }

    func withPointers<Result>(
        _ body: (
            UnsafePointer<Oid>, UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<Int32>, UnsafePointer<Int32>
        ) -> Result
    ) -> Result {
        buffer.withUnsafeBytes { bytes in
            let base = bytes.bindMemory(to: CChar.self).baseAddress
            let pointers = offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }
            return body(types, pointers, lengths, formats)
        }
    }
}
