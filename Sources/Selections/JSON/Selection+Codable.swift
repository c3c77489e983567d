extension Selection: Codable {
    /// The version of the JSON form; a document without one has this.
    package static let formatVersion = 1

    /// Reads the boxes from JSON or from the `select` of a plan file.
    package init(from decoder: any Decoder) throws {
        let node = try JSONNode(decoder, .selection)
        try node.allowOnly([.version, .segment, .include, .exclude, .filter])
        if node.hasValue(.version) {
            let version: Int = try node.wholeNumber(.version)
            guard version == Self.formatVersion else {
                throw node.error(.unknownVersion(version, known: Self.formatVersion), at: .version)
            }
        }
        self.init(
            segment: node.hasValue(.segment) ? try node.text(.segment) : nil,
            include: try Self.criteria(node, .include),
            exclude: try Self.criteria(node, .exclude),
            filter: try Self.criteria(node, .filter)
        )
    }

    /// Writes every box, the empty ones too, with criteria as objects.
    package func encode(to encoder: any Encoder) throws {
        var node = encoder.container(keyedBy: AnyKey.self)
        try node.encode(Self.formatVersion, forKey: AnyKey(.version))
        try node.encodeIfPresent(segment, forKey: AnyKey(.segment))
        try node.encode(include, forKey: AnyKey(.include))
        try node.encode(exclude, forKey: AnyKey(.exclude))
        try node.encode(filter, forKey: AnyKey(.filter))
    }

    private static func criteria(_ node: JSONNode, _ key: JSONKey) throws -> [Criterion] {
        guard node.hasValue(key) else { return [] }
        return try node.elements(key).map(Criterion.init(from:))
    }
}
