import Contacts
import Genders

extension IdentifyGender {
    /// Reads the settings of a plan.
    init(_ node: ActionNode) throws {
        let settings = try node.object(["country", "first-name", "tags"])
        let country = try settings.node("country", of: node).word(NameCountry.allCases.map { ($0.rawValue, $0) })
        let position = try settings.node("first-name", of: node)
            .word(FirstNamePosition.allCases.map { ($0.rawValue, $0) })
        let place = try settings.node("tags", of: node)
        let words = try place.object(["women", "men", "unknown"])
        func tag(_ key: String) throws -> TagName { try words.node(key, of: place).tagName() }
        do {
            let tags = try GenderTags(women: tag("women"), men: tag("men"), unknown: tag("unknown"))
            self.init(country, firstName: position, tags: tags)
        } catch let error as GenderTagsError {
            throw place.error(.sameTags(error.tag))
        }
    }

    func encode(into container: inout KeyedEncodingContainer<ActionKey>, forKey key: ActionKey) throws {
        var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key)
        try settings.encode(country.rawValue, forKey: ActionKey("country"))
        try settings.encode(position.rawValue, forKey: ActionKey("first-name"))
        var words = settings.nestedContainer(keyedBy: ActionKey.self, forKey: ActionKey("tags"))
        try words.encode(tags.women.text, forKey: ActionKey("women"))
        try words.encode(tags.men.text, forKey: ActionKey("men"))
        try words.encode(tags.unknown.text, forKey: ActionKey("unknown"))
    }
}

extension ActionNode {
    fileprivate func tagName() throws -> TagName {
        let text = try text()
        do { return try TagName(text) } catch { throw self.error(.tagName(text, error)) }
    }
}
