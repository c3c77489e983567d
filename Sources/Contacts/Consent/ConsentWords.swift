extension ConsentEntry {
    /// What it is about.
    package var label: String {
        switch subject {
        case .email: "E-mail"
        case .mobile: "Mobile"
        case .address: "E-mail address"
        }
    }

    /// What became of it.
    package var words: String {
        switch (subject, verdict) {
        case (.address, .granted): "valid"
        case (.address, _): "invalid"
        case (_, .granted): "consented"
        case (_, .withdrawn): "withdrew"
        case (_, .absent): "began without consent"
        }
    }
}

extension Evidence {
    /// What is known, part by part.
    package var parts: [String] {
        [
            line.map { "line \($0.grouped) of the file" },
            version.map { "version \($0.grouped) of the form" },
            address.map { "from the address \($0)" },
            userAgent.map { "with \($0)" },
            text,
        ].compactMap(\.self)
    }
}
