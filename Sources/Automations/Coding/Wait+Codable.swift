import Actions

extension Wait: Codable {
    /// Reads `3 days`, `{ until: 2026-12-01T09:00 }` or `{ on: [monday], at: '09:00' }`.
    package init(from decoder: any Decoder) throws {
        let node = ActionNode(decoder)
        guard !node.isText else {
            self = .span(try node.span())
            return
        }
        let settings = try node.object(["until", "on", "at"])
        if let until = try settings.node("until") {
            guard try settings.node("on") == nil, try settings.node("at") == nil else {
                throw node.error(.automation("write either \"until\", or \"on\" with \"at\""))
            }
            self = .until(try until.localTime())
        } else {
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
