import Access

/// Of which roles a second factor is required, as an administrator ticked them.
struct SecondFactorRuleForm: Sendable, Equatable {
    private static let name = "second-factor-roles"
    let rule: SecondFactorRule

    init(_ rule: SecondFactorRule) {
        self.rule = rule
    }

    init(_ fields: FormFields) {
        rule = SecondFactorRule(roles: Set(fields.all(Self.name).compactMap(Role.init)))
    }

    var fields: [FormField] {
        [
            FormField(
                Self.name,
                "Roles that need a second factor",
                .several(Role.allCases.map { (word: $0.rawValue, caption: $0.rawValue) }),
                value: Role.allCases.filter(rule.roles.contains).map(\.rawValue).joined(separator: ", "),
                help: "A user of these roles who has none adds one before anything else. Keys and commands go on."
            )
        ]
    }
}
