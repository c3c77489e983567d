import Foundation

/// Fields in the form of headers, in groups between empty lines, of which the machine's part of a report consists.
struct ReportFields {
    /// More than a report about one message ever has.
    private static let mostGroups = 200
    private static let mostFields = 2_000
    private static let longestValue = 2_000

    private let fields: [(name: String, value: String)]

    /// The groups of a part.
    static func groups(_ data: Data) -> [ReportFields] {
        var groups: [[(name: String, value: String)]] = [[]]
        var count = 0
        for line in String(decoding: data, as: UTF8.self).split(
            omittingEmptySubsequences: false,
            whereSeparator: \.isNewline
        ) {
            guard count < mostFields, groups.count <= mostGroups else { break }
            count += 1
            if line.allSatisfy(\.isWhitespace) {
                if groups.last?.isEmpty == false { groups.append([]) }
            } else if line.first?.isWhitespace == true {
                let last = groups.count - 1
                guard let index = groups[last].indices.last else { continue }
                groups[last][index].value += " " + line.trimmingCharacters(in: .whitespaces)
            } else if let colon = line.firstIndex(of: ":") {
                let name = line[..<colon].trimmingCharacters(in: .whitespaces).lowercased()
                let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                groups[groups.count - 1].append((name, value))
            }
        }
        return groups.filter { !$0.isEmpty }.map { ReportFields(fields: $0) }
    }

    /// The value of the first field of this name, in lower case.
    func first(_ name: String) -> String? {
        all(name).first
    }

    /// The values of all fields of this name, in lower case.
    func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map { String($0.value.prefix(Self.longestValue)) }.filter { !$0.isEmpty }
    }

    /// An address behind its type: `rfc822; anna@example.com`.
    func address(_ name: String) -> String? {
        guard let value = first(name), let semicolon = value.firstIndex(of: ";") else { return nil }
        let kind = value[..<semicolon].trimmingCharacters(in: .whitespaces).lowercased()
        guard ["rfc822", "utf-8"].contains(kind) else { return nil }
        return Self.bare(String(value[value.index(after: semicolon)...]))
    }

    /// An address without angle brackets and blanks around it.
    static func bare(_ text: String) -> String? {
        var address = text.trimmingCharacters(in: .whitespaces)
        if address.hasPrefix("<"), address.hasSuffix(">") { address = String(address.dropFirst().dropLast()) }
        return address.contains("@") ? address : nil
    }
}
