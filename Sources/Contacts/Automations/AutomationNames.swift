/// Checks the names of rules, workflows and their groups.
package enum AutomationNames {
    /// A name that a rule or workflow can have.
    package static func name(_ input: String, of kind: AutomationKind) throws(AutomationError) -> String {
        let name = try line(input)
        guard !name.isEmpty else { throw .emptyName(kind) }
        return try short(name)
    }

    /// A group; nothing where none is named.
    package static func group(_ input: String?) throws(AutomationError) -> String? {
        let name = try line(input ?? "")
        return name.isEmpty ? nil : try short(name)
    }

    private static func line(_ input: String) throws(AutomationError) -> String {
        do { return try input.line() } catch { throw .controlCharacter(error.text) }
    }

    private static func short(_ name: String) throws(AutomationError) -> String {
        guard name.count <= Automation.maximumNameLength else { throw .nameTooLong(actual: name.count) }
        return name
    }
}
