/// One row of the actions as somebody filled it in.
struct ActionForm: Sendable, Equatable {
    /// Tells this row from the others of the form.
    let key: String
    let kind: ActionKind
    let values: [String: String]

    init(key: String, kind: ActionKind, values: [String: String]) {
        self.key = key
        self.kind = kind
        self.values = values
    }

    /// An empty row.
    init(new kind: ActionKind, using generator: inout some RandomNumberGenerator) {
        self.init(key: String(generator.next() as UInt32, radix: 36), kind: kind, values: kind.defaults)
    }

    /// How many rows a form may have; each is a function over the whole group.
    static let limit = 100

    /// Reads the rows of a form; each is announced by a field `action` with key and kind.
    static func rows(in fields: FormFields) -> [ActionForm] {
        fields.all("action").compactMap { announcement in
            let parts = announcement.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2, let kind = ActionKind(rawValue: parts[1]) else { return nil }
            let pairs = kind.settings.map { ($0, fields[name($0, of: parts[0])]) }
            return ActionForm(key: parts[0], kind: kind, values: Dictionary(uniqueKeysWithValues: pairs))
        }
    }

    subscript(setting: String) -> String { values[setting] ?? "" }

    /// The name of the field that holds a setting.
    func name(_ setting: String) -> String { Self.name(setting, of: key) }

    private static func name(_ setting: String, of key: String) -> String { "a-\(key)-\(setting)" }
}
