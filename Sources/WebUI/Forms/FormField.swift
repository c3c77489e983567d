/// One field of a form with its label, its value and what is wrong with it.
///
/// Exactly one of the `is…` properties says which control shows it.
struct FormField: Sendable, Equatable {
    struct Choice: Sendable, Equatable {
        let word: String
        let caption: String
        let isSelected: Bool
    }

    enum Control: Sendable, Equatable {
        case text
        case email
        /// A secret, which is never shown again.
        case password
        case number
        /// The name of a standard detail, with those that exist to choose from.
        case detailName
        case dateTime
        case longText
        /// A longer text beside which stands how much of the limit it takes.
        case countedText
        /// A box to tick, whose value is `yes` or empty.
        case tick
        case choice([(word: String, caption: String)])
        /// Several of a few, each with a box to tick; the value has their words, separated by commas.
        case several([(word: String, caption: String)])
        /// One of many: what is typed narrows them down.
        case searchedChoice([(word: String, caption: String)])
        /// Several names separated by commas, with suggestions from the address.
        case names(suggestions: String)

        static func == (left: Control, right: Control) -> Bool { "\(left)" == "\(right)" }
    }

    let id: String
    let name: String
    let label: String
    let value: String
    let help: String?
    let problem: String?
    let limit: Int?
    let isText: Bool
    let isLongText: Bool
    let isTick: Bool
    let isTicked: Bool
    let isChoice: Bool
    let isSeveral: Bool
    let isSearched: Bool
    let isNames: Bool
    let inputType: String
    let listID: String?
    let suggestions: String
    let choices: [Choice]
    let isRequired: Bool
    let isCounted: Bool
    /// What the browser may fill in, by its name in HTML.
    let autocomplete: String?

    /// Describes a field.
    ///
    /// - Parameters:
    ///   - name: The name under which the form sends it; also its id, with `field-` before it.
    ///   - label: What people read.
    ///   - control: How it is shown.
    ///   - value: What it holds.
    ///   - help: A hint below it.
    ///   - problem: What is wrong with the value.
    ///   - limit: How many characters fit.
    ///   - isRequired: Whether it must not be empty.
    ///   - autocomplete: What the browser may fill in.
    init(
        _ name: String,
        _ label: String,
        _ control: Control = .text,
        value: String = "",
        help: String? = nil,
        problem: String? = nil,
        limit: Int? = nil,
        isRequired: Bool = false,
        autocomplete: String? = nil
    ) {
        id = Self.id(name)
        self.name = name
        self.label = label
        self.value = value
        self.help = help
        self.problem = problem
        self.limit = limit
        self.isRequired = isRequired
        self.autocomplete = autocomplete
        isTicked = value == "yes"
        isCounted = if case .countedText = control { true } else { false }
        isSearched = if case .searchedChoice = control { true } else { false }
        isSeveral = if case .several = control { true } else { false }
        var type = "text"
        var kinds = (text: false, long: false, tick: false, choice: false, names: false)
        var source = ""
        var list: String?
        var options: [Choice] = []
        switch control {
        case .text: kinds.text = true
        case .email: (kinds.text, type) = (true, "email")
        case .password: (kinds.text, type) = (true, "password")
        case .number: (kinds.text, type) = (true, "number")
        case .detailName: (kinds.text, list) = (true, "detail-names")
        case .dateTime: (kinds.text, type) = (true, "datetime-local")
        case .longText, .countedText: kinds.long = true
        case .tick: kinds.tick = true
        case .choice(let all), .searchedChoice(let all):
            kinds.choice = true
            options = all.map { Choice(word: $0.word, caption: $0.caption, isSelected: $0.word == value) }
        case .several(let all):
            let chosen = Set(NameList.split(value))
            options = all.map { Choice(word: $0.word, caption: $0.caption, isSelected: chosen.contains($0.word)) }
        case .names(let suggestions): (kinds.names, source) = (true, suggestions)
        }
        (isText, isLongText, isTick, isChoice, isNames) = (
            kinds.text, kinds.long, kinds.tick, kinds.choice, kinds.names
        )
        inputType = type
        listID = list
        suggestions = source
        choices = options
    }

    static func id(_ name: String) -> String { "field-\(name)" }
}
