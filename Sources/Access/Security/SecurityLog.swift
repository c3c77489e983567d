package import Logging

/// Takes what matters to the security of the installation.
package protocol SecurityLog: Sendable {
    /// Records an event.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - source: Who brought it about, and from where.
    func record(_ event: SecurityEvent, by source: SecuritySource)
}

/// Who brings an event about, and from where.
package struct SecuritySource: Sendable, Hashable {
    /// The network address of the request that is being answered; `nil` on the command line.
    @TaskLocal package static var requestAddress: String?

    /// The e-mail address of the user, `operator` for commands of the operator, `nil` for a person who is not signed in.
    package let actor: String?
    /// The number of the API key through which the user acts.
    package let key: Int64?
    package let address: String?

    package init(actor: String?, key: Int64? = nil, address: String? = SecuritySource.requestAddress) {
        self.actor = actor
        self.key = key
        self.address = address
    }

    /// A program that has shown its key.
    package init(_ holder: KeyHolder) {
        self.init(actor: holder.user.email, key: holder.key.id)
    }

    /// The person who runs a command on the machine.
    package static var `operator`: SecuritySource { SecuritySource(actor: "operator", address: nil) }

    /// A person who is not signed in.
    package static var stranger: SecuritySource { SecuritySource(actor: nil) }
}

/// Writes each event as one line of a log.
package struct SecurityLogger: SecurityLog {
    /// The label of its lines.
    package static let label = "kartoteka.security"
    private let logger: Logger

    package init(_ logger: Logger) {
        self.logger = logger
    }

    /// Writes to standard error.
    package static let standardError = SecurityLogger(
        Logger(label: label) { StreamLogHandler.standardError(label: $0) }
    )

    package func record(_ event: SecurityEvent, by source: SecuritySource) {
        var values = event.details
        values["actor"] = source.actor ?? "nobody"
        values["key"] = values["key"] ?? source.key.map { "\($0)" }
        values["address"] = source.address
        logger.log(
            level: event.isRefusal ? .warning : .info,
            "\(event.name)",
            metadata: values.mapValues { .string(Self.quoted($0)) }
        )
    }

    private static let longestValue = 300

    /// A value as it stands in a line: one that could be taken for something else is put in quotation marks.
    ///
    /// The sender of a request chooses its path and, without a proxy, part of its address. No such value may begin a line
    /// of its own, or add a second value to its line.
    static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(longestValue)
        let isPlain =
            !scalars.isEmpty
            && scalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil || isMark($0) }
        guard !isPlain else { return String(String.UnicodeScalarView(scalars)) }
        return "\"" + scalars.map(escaped).joined() + "\""
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool { "@._-+:/".unicodeScalars.contains(scalar) }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            "\\u{" + String(scalar.value, radix: 16) + "}"
        default: "\"\\".unicodeScalars.contains(scalar) ? "\\\(scalar)" : "\(scalar)"
        }
    }
}
