/// Something in a form that must be corrected, and where.
struct FormProblem: Sendable, Equatable {
    /// The name of the field.
    let field: String
    /// What people call the box in which the field stands.
    let box: String
    let text: String

    /// The element to which a link leads.
    let anchor: String

    init(_ field: String, in box: String, _ text: String) {
        self.field = field
        anchor = FormField.id(field)
        self.box = box
        self.text = text
    }
}

extension [FormProblem] {
    /// What is wrong with a field, if anything.
    func text(for field: String) -> String? {
        let texts = filter { $0.field == field }.map(\.text)
        return texts.isEmpty ? nil : texts.joined(separator: " ")
    }
}
