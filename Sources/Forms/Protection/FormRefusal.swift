import Storage

/// Why something that was sent to a form was not taken.
package enum FormRefusal: String, Sendable, CaseIterable {
    /// A field was filled in that no person sees.
    case trap
    /// It came sooner after the form than anybody can type.
    case tooQuick = "too-quick"
    /// One network sent too many.
    case network
    /// One address was given too often.
    case address

    /// What a page calls it.
    package var label: String {
        switch self {
        case .trap: "filled in a field that no person sees"
        case .tooQuick: "sent quicker than anybody can type"
        case .network: "too many from one network"
        case .address: "one e-mail address given too often"
        }
    }

    /// Counts one.
    func note(for form: FormID, _ connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO form_refusal (form_id, reason, refusals) VALUES (\(form.number), \(rawValue), 1)
            ON CONFLICT (form_id, reason) DO UPDATE SET refusals = form_refusal.refusals + 1
            """
        )
    }
}
