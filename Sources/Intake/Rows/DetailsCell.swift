import Contacts
import Foundation

/// A cell with an object in JSON, each member of which is a detail.
///
/// Members of inner objects are named with a dot, `address.city`; the elements of a list are joined with commas; null is
/// no value.
struct DetailsCell {
    private(set) var details: [DetailName: String] = [:]

    init(_ text: String) throws(CellError) {
        guard let json = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)), case .object = json else {
            throw CellError(.notAnObject)
        }
        try add(json, named: "")
    }

    private mutating func add(_ value: JSONValue, named path: String) throws(CellError) {
        guard case .object(let members) = value else {
            guard let text = value.text, !text.isEmpty else { return }
            do throws(DetailNameError) {
                details[try DetailName(path)] = text
            } catch {
                throw CellError(.detail(path, error))
            }
            return
        }
        for (name, member) in members { try add(member, named: path.isEmpty ? name : "\(path).\(name)") }
    }
}

private enum JSONValue: Decodable {
    case object([String: Self])
    case list([Self])
    case scalar(String)
    case null

    init(from decoder: any Decoder) throws {
        if let members = try? [String: Self](from: decoder) {
            self = .object(members)
        } else if let elements = try? [Self](from: decoder) {
            self = .list(elements)
        } else {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let flag = try? container.decode(Bool.self) {
                self = .scalar(String(flag))
            } else if let number = try? container.decode(Int64.self) {
                self = .scalar(String(number))
            } else if let number = try? container.decode(Double.self) {
                self = .scalar(String(number))
            } else {
                self = .scalar(try container.decode(String.self))
            }
        }
    }

    /// The value in one line; an object inside a list is left out.
    var text: String? {
        switch self {
        case .scalar(let text): text
        case .list(let elements): elements.compactMap(\.text).joined(separator: ", ")
        case .object, .null: nil
        }
    }
}
