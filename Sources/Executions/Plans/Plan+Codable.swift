import Actions
import Foundation
import Selections

extension Plan: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        case name
        case select
        case at
        case actions
    }

    /// Reads a plan strictly.
    ///
    /// - Throws: `DecodingError` whose description tells the place and what to write there.
    package init(from decoder: any Decoder) throws {
        try Self.refuseUnknownKeys(decoder)
        let container = try decoder.container(keyedBy: Key.self)
        guard container.contains(.actions) else {
            throw Self.error("the key \"actions\" is missing; add the list of actions", decoder)
        }
        let name = try container.decodeIfPresent(String.self, forKey: .name) ?? ""
        let actions = try container.decode([PlannedAction].self, forKey: .actions)
        let list: ActionList
        do {
            list = try ActionList(actions)
        } catch {
            throw Self.error("actions: \(error.message)", decoder)
        }
        self.init(
            name: try Self.checked(name: name, decoder) ?? list.actions[0].summary,
            selection: try container.decodeIfPresent(Selection.self, forKey: .select) ?? Selection(),
            at: try Self.instant(container, decoder),
            actions: list
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encode(selection, forKey: .select)
        try container.encodeIfPresent(at.map { DatePoint.instant($0).text }, forKey: .at)
        try container.encode(actions.actions, forKey: .actions)
    }

    private static func refuseUnknownKeys(_ decoder: any Decoder) throws {
        let known = Key.allCases.map(\.rawValue)
        guard let container = try? decoder.container(keyedBy: PlanKey.self) else {
            throw error("a plan has the keys \(known.joined(separator: ", ")); write at least \"actions\"", decoder)
        }
        for key in container.allKeys.map(\.stringValue).sorted() where !known.contains(key) {
            throw error("the key \"\(key)\" is unknown; a plan has \(known.joined(separator: ", "))", decoder)
        }
    }

    private static func checked(name: String, _ decoder: any Decoder) throws -> String? {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard name.count <= maximumNameLength else {
            throw error("name: it has \(name.count) characters, the limit is \(maximumNameLength); shorten it", decoder)
        }
        return name.isEmpty ? nil : name
    }

    private static func instant(_ container: KeyedDecodingContainer<Key>, _ decoder: any Decoder) throws -> Int64? {
        guard let text = try container.decodeIfPresent(String.self, forKey: .at) else { return nil }
        guard case .instant(let instant)? = try? DatePoint(text: text) else {
            throw error(
                "at: \"\(text)\" is not a time; write one with its offset, such as 2026-12-01T09:00:00+01:00",
                decoder
            )
        }
        return instant
    }

    private static func error(_ message: String, _ decoder: any Decoder) -> DecodingError {
        .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: message))
    }
}

/// A key as the decoder met it, known or not.
private struct PlanKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        stringValue = String(intValue)
    }
}
