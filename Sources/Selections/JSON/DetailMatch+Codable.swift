extension DetailMatch: Codable {
    /// Reads the keys of the JSON form of a criterion, or values where a text or a list of texts stands.
    package init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .isOneOf([text])
        } else if let texts = try? decoder.singleValueContainer().decode([String].self), !texts.isEmpty {
            self = .isOneOf(texts)
        } else {
            let node = try JSONNode(decoder, .detailMatch)
            try node.allowOnly([.exists, .is, .contains] + JSONNode.rangeKeys)
            try self.init(node)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        if case .isOneOf(let texts) = self {
            var container = encoder.singleValueContainer()
            if texts.count == 1 {
                try container.encode(texts[0])
            } else {
                try container.encode(texts)
            }
        } else {
            var container = encoder.container(keyedBy: AnyKey.self)
            try container.write(self)
        }
    }
}
