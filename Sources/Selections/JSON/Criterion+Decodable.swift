import Contacts

extension Criterion: Decodable {
    /// Reads the JSON form, or a query where a text stands.
    package init(from decoder: any Decoder) throws {
        let depth = decoder.codingPath.count { $0.stringValue == JSONKey.of.rawValue && $0.intValue == nil }
        let tooDeep = SelectionFormatError.tooDeep(limit: QueryParser.maximumDepth)
        guard depth < QueryParser.maximumDepth else { throw tooDeep.decodingError(at: decoder.codingPath) }
        if let query = try? decoder.singleValueContainer().decode(String.self) {
            do {
                try self.init(query: query)
            } catch {
                throw SelectionFormatError.query(error).decodingError(at: decoder.codingPath)
            }
            guard depth + height <= QueryParser.maximumDepth else {
                throw tooDeep.decodingError(at: decoder.codingPath)
            }
        } else {
            try self.init(JSONNode(decoder, .criterion))
        }
    }

    private init(_ node: JSONNode) throws {
        let type = try node.choice(.type, CriterionType.allCases.map(\.rawValue), CriterionType.init(rawValue:))
        switch type {
        case .all:
            try node.allowOnly([.type])
            self = .all
        case .and: self = .and(try Self.parts(of: node))
        case .or: self = .or(try Self.parts(of: node))
        case .not:
            try node.allowOnly([.type, .of])
            self = .not(try Criterion(from: node.decoder(.of)))
        case .segment:
            try node.allowOnly([.type, .name])
            self = .segment(try node.text(.name))
        case .tag, .tagScore, .state, .emailStatus, .mobileStatus, .invalid, .monitored, .removed, .score, .email,
            .emailDomain, .name, .phone, .created, .modified, .detail, .owner, .mainOwner, .coOwner, .readOnlyOwner,
            .funnel, .coupon, .rule, .workflow:
            self = .leaf(try Leaf(node, type))
        }
    }

    private static func parts(of node: JSONNode) throws -> [Criterion] {
        try node.allowOnly([.type, .of])
        return try node.elements(.of).map(Criterion.init(from:))
    }
}
