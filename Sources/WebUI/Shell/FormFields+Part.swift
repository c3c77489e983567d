extension FormFields {
    /// The fields whose names begin with the prefix, under what follows it.
    func part(_ prefix: String) -> FormFields {
        FormFields(
            values: Dictionary(
                uniqueKeysWithValues: values.compactMap { name, values in
                    name.hasPrefix(prefix) ? (String(name.dropFirst(prefix.count)), values) : nil
                }
            )
        )
    }
}
