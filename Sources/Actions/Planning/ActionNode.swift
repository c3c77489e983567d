package import Contacts
import Foundation
import Tracking

/// A value in a plan or in a rule or workflow, read strictly: what is not asked for is an error.
package struct ActionNode {
    package let decoder: any Decoder

    package init(_ decoder: any Decoder) {
        self.decoder = decoder
    }

    package func error(_ error: ActionFormatError, at key: String? = nil) -> DecodingError {
        let path = decoder.codingPath + (key.map { [ActionKey($0)] } ?? [])
        let place = path.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
        let description = place.isEmpty ? error.message : "\(place): \(error.message)"
        return .dataCorrupted(.init(codingPath: path, debugDescription: description, underlyingError: error))
    }

    /// The value as an object that has no keys but these.
    package func object(_ allowed: [String]) throws -> KeyedDecodingContainer<ActionKey> {
        guard let container = try? decoder.container(keyedBy: ActionKey.self) else {
            throw error(.wrongKind("settings with \(allowed.joined(separator: ", "))"))
        }
        for key in container.allKeys.map(\.stringValue).sorted() where !allowed.contains(key) {
            throw error(.unknownKey(key, allowed: allowed))
        }
        return container
    }

    package func value<Value: Decodable>(_ kind: String) throws -> Value {
        do {
            return try decoder.singleValueContainer().decode(Value.self)
        } catch {
            throw self.error(.wrongKind(kind))
        }
    }

    /// Whether a text stands there, and no object or list.
    package var isText: Bool { (try? decoder.singleValueContainer().decode(String.self)) != nil }

    /// The values of a list.
    package func elements(_ kind: String) throws -> [ActionNode] {
        do {
            var list = try decoder.unkeyedContainer()
            var nodes: [ActionNode] = []
            while !list.isAtEnd { nodes.append(ActionNode(try list.superDecoder())) }
            return nodes
        } catch {
            throw self.error(.wrongKind(kind))
        }
    }

    /// The only key of an object that is not one of these.
    package func onlyKey(beside others: Set<String> = []) -> String? {
        let keys = (try? decoder.container(keyedBy: ActionKey.self))?.allKeys.map(\.stringValue) ?? []
        let found = keys.filter { !others.contains($0) }
        return found.count == 1 ? found[0] : nil
    }

    package func text() throws -> String { try value("a text") }

    package func word<Choice>(_ words: [(String, Choice)]) throws -> Choice {
        let text = try text()
        guard let match = words.first(where: { $0.0 == text }) else {
            throw error(.unknownWord(text, allowed: words.map(\.0)))
        }
        return match.1
    }

    package func wholeNumber(in range: ClosedRange<Int64>) throws -> Int64 {
        guard let number: Int64 = try? value("a whole number"), range.contains(number) else {
            throw error(.outOfRange(range))
        }
        return number
    }

    package func text(atMost limit: Int) throws -> String {
        let text = try text().trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw error(.emptyText) }
        guard text.count <= limit else { throw error(.tooLong(limit: limit, actual: text.count)) }
        return text
    }

    package func tagNames() throws -> [TagName] {
        let texts: [String] = try value("a list of tags")
        guard !texts.isEmpty else { throw error(.emptyList) }
        var names: [TagName] = []
        for text in texts {
            let name: TagName
            do { name = try TagName(text) } catch { throw self.error(.tagName(text, error)) }
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    package func detailName() throws -> DetailName {
        do { return try DetailName(try text()) } catch let error as DetailNameError {
            throw self.error(.detailName(error))
        }
    }

    package func couponName() throws -> CouponName {
        let text = try text()
        do { return try CouponName(text) } catch { throw self.error(.couponName(text, error)) }
    }

    func webAddress() throws -> WebAddress {
        let text = try text()
        do { return try WebAddress(text) } catch { throw self.error(.webAddress(text, error)) }
    }

    func detailNames() throws -> [DetailName] {
        let texts: [String] = try value("a list of details")
        guard !texts.isEmpty else { throw error(.emptyList) }
        var names: [DetailName] = []
        for text in texts {
            do { names.append(try DetailName(text)) } catch { throw self.error(.detailName(error)) }
        }
        return names
    }
}

/// A key as the decoder met it, known or not.
package struct ActionKey: CodingKey {
    package let stringValue: String
    package let intValue: Int?

    package init(_ text: String) {
        stringValue = text
        intValue = nil
    }

    package init?(stringValue: String) {
        self.init(stringValue)
    }

    package init?(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }
}

extension KeyedDecodingContainer<ActionKey> {
    /// The value under a key that must be there.
    package func node(_ key: String, of parent: ActionNode) throws -> ActionNode {
        guard contains(ActionKey(key)) else { throw parent.error(.missingKey(key)) }
        return ActionNode(try superDecoder(forKey: ActionKey(key)))
    }

    /// The value under a key that may be absent.
    package func node(_ key: String) throws -> ActionNode? {
        contains(ActionKey(key)) ? ActionNode(try superDecoder(forKey: ActionKey(key))) : nil
    }
}
