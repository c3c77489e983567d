/// One object of the JSON form, read strictly: what is not asked for is an error.
struct JSONNode {
    private let container: KeyedDecodingContainer<AnyKey>

    init(_ decoder: any Decoder, _ kind: SelectionFormatError.Kind) throws {
        do {
            container = try decoder.container(keyedBy: AnyKey.self)
        } catch {
            throw SelectionFormatError.wrongKind(kind).decodingError(at: decoder.codingPath)
        }
    }

    /// Makes sure that no other key is there; a misspelt one would silently select other contacts.
    func allowOnly(_ keys: [JSONKey]) throws {
        let allowed = keys.map(\.rawValue)
        // Sorted, so that the same document always gives the same error.
        for key in container.allKeys.map(\.stringValue).sorted() where !allowed.contains(key) {
            throw error(.unknownKey(key, allowed: allowed))
        }
    }

    func has(_ key: JSONKey) -> Bool { container.contains(AnyKey(key)) }

    /// Whether the key is there with a value other than null.
    func hasValue(_ key: JSONKey) -> Bool {
        has(key) && (try? container.decodeNil(forKey: AnyKey(key))) != true
    }

    /// The only one of the keys that is there.
    func only(of keys: [JSONKey]) throws -> JSONKey {
        let present = keys.filter(has)
        guard let key = present.first, present.count == 1 else {
            throw error(.notExactlyOne(of: keys.map(\.rawValue)))
        }
        return key
    }

    func text(_ key: JSONKey) throws -> String { try value(key, .text) }

    func wholeNumber<Number: FixedWidthInteger & Decodable>(_ key: JSONKey) throws -> Number {
        try value(key, .wholeNumber)
    }

    func number(_ key: JSONKey) throws -> Double {
        let number: Double = try value(key, .number)
        // YAML has words for infinity and for what is not a number.
        guard number.isFinite else { throw error(.wrongKind(.number), at: key) }
        return number
    }

    /// A key whose only value is true.
    func yes(_ key: JSONKey) throws {
        let isTrue: Bool = try value(key, .yes)
        guard isTrue else { throw error(.wrongKind(.yes), at: key) }
    }

    /// One of a few known words.
    func choice<Choice>(_ key: JSONKey, _ words: [String], _ make: (String) -> Choice?) throws -> Choice {
        let word = try text(key)
        guard let choice = make(word) else { throw error(.unknownWord(word, allowed: words), at: key) }
        return choice
    }

    /// The decoders of the elements of a list.
    func elements(_ key: JSONKey) throws -> [any Decoder] {
        guard has(key) else { throw error(.missingKey(key.rawValue)) }
        do {
            var list = try container.nestedUnkeyedContainer(forKey: AnyKey(key))
            var decoders: [any Decoder] = []
            while !list.isAtEnd { decoders.append(try list.superDecoder()) }
            return decoders
        } catch {
            throw self.error(.wrongKind(.list), at: key)
        }
    }

    /// The texts of a list that has at least one.
    func texts(_ key: JSONKey) throws -> [String] {
        let texts = try elements(key).map { decoder in
            do {
                return try decoder.singleValueContainer().decode(String.self)
            } catch {
                throw SelectionFormatError.wrongKind(.text).decodingError(at: decoder.codingPath)
            }
        }
        guard !texts.isEmpty else { throw error(.emptyList, at: key) }
        return texts
    }

    func decoder(_ key: JSONKey) throws -> any Decoder {
        guard has(key) else { throw error(.missingKey(key.rawValue)) }
        return try container.superDecoder(forKey: AnyKey(key))
    }

    /// The error about this object, or about the value of one of its keys.
    func error(_ error: SelectionFormatError, at key: JSONKey? = nil) -> DecodingError {
        error.decodingError(at: container.codingPath + (key.map { [AnyKey($0)] } ?? []))
    }

    private func value<Value: Decodable>(_ key: JSONKey, _ kind: SelectionFormatError.Kind) throws -> Value {
        guard has(key) else { throw error(.missingKey(key.rawValue)) }
        do {
            return try container.decode(Value.self, forKey: AnyKey(key))
        } catch {
            throw self.error(.wrongKind(kind), at: key)
        }
    }
}

extension SelectionFormatError {
    /// The error as decoders throw it, with its words and its place.
    func decodingError(at path: [any CodingKey]) -> DecodingError {
        let place = Self.text(of: path)
        let description = place.isEmpty ? message : "\(place): \(message)"
        return .dataCorrupted(.init(codingPath: path, debugDescription: description, underlyingError: self))
    }
}
