import Actions

extension Wait: Codable {
    /// Reads `3 days`, `{ until: 2026-12-01T09:00 }`, `{ on: [monday], at: '09:00' }` or `{ rest-of: 3 days, after: 1 day }`.
    package init(from decoder: any Decoder) throws {
        let node = ActionNode(decoder)
        guard !node.isText else {
            self = .span(try node.span())
            return
        }
        let keys = (try? decoder.container(keyedBy: ActionKey.self))?.allKeys.map(\.stringValue) ?? []
        if keys.contains("until") {
            self = .until(try node.object(["until"]).node("until", of: node).localTime())
        } else if keys.contains("rest-of") {
            let settings = try node.object(["rest-of", "after"])
            self = .rest(
                of: try settings.node("rest-of", of: node).span(),
                after: try settings.node("after", of: node).span()
            )
        } else {
            let settings = try node.object(["on", "at"])
            let days = try settings.node("on", of: node)
            let words = Weekday.allCases.map { ($0.rawValue, $0) }
            let weekdays = try days.elements("a list of days of the week").map { try $0.word(words) }
            guard !weekdays.isEmpty else { throw days.error(.emptyList) }
            self = .weekday(Set(weekdays), at: try settings.node("at", of: node).timeOfDay())
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .span(let span):
            var container = encoder.singleValueContainer()
            try container.encode(span.text)
        case .until(let time):
            var container = encoder.container(keyedBy: ActionKey.self)
            try container.encode(time.text, forKey: ActionKey("until"))
        case .weekday(let days, let time):
            var container = encoder.container(keyedBy: ActionKey.self)
            try container.encode(Weekday.allCases.filter(days.contains).map(\.rawValue), forKey: ActionKey("on"))
            try container.encode(time.text, forKey: ActionKey("at"))
        case .rest(let whole, let passed):
            var container = encoder.container(keyedBy: ActionKey.self)
            try container.encode(whole.text, forKey: ActionKey("rest-of"))
            try container.encode(passed.text, forKey: ActionKey("after"))
        }
    }
}

extension ActionNode {
    fileprivate func localTime() throws -> LocalTime {
        guard let text = try? text(), let time = LocalTime(text: text) else {
            throw error(.automation("write a day and a time without an offset, such as 2026-12-01T09:00"))
        }
        return time
    }

    fileprivate func timeOfDay() throws -> TimeOfDay {
        guard let text = try? text(), let time = TimeOfDay(text: text) else {
            throw error(.automation("write a time of day in quotes, such as \"09:00\""))
        }
        return time
    }
}
