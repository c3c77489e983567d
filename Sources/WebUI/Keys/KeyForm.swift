import Access
import Contacts

/// The form that makes a key.
struct KeyForm: Sendable {
    private static let day: Int64 = 86_400_000
    private static let days = 1...3_650

    private let name: String
    private let kind: String
    private let days: String

    init(_ fields: FormFields = FormFields("")) {
        name = fields["name"]
        kind = fields["kind"]
        days = fields["days"]
    }

    func fields(_ problems: [FormProblem]) -> [FormField] {
        [
            FormField(
                "name",
                "Name of the program",
                value: name,
                problem: problems.text(for: "name"),
                limit: APIKey.maximumNameLength,
                isRequired: true,
                autocomplete: "off"
            ),
            FormField(
                "kind",
                "API",
                .choice(APIKey.Kind.allCases.map { ($0.rawValue, $0.caption) }),
                value: kind,
                problem: problems.text(for: "kind")
            ),
            FormField(
                "days",
                "Works for so many days",
                .number,
                value: days,
                help: "Empty means: until somebody revokes it.",
                problem: problems.text(for: "days")
            ),
        ]
    }

    /// Makes the key.
    ///
    /// - Throws: `UnfitKeyForm` with what is wrong, `StorageError`.
    func make(for user: UserID, in store: APIKeyStore, at now: Int64) async throws -> NewAPIKey {
        guard let kind = APIKey.Kind(rawValue: kind) else {
            throw UnfitKeyForm(problem: FormProblem("kind", in: "API", "Choose one of the list."))
        }
        do {
            return try await store.make(name, kind, for: user, expiresAt: try expiry(at: now))
        } catch let error as APIKeyError {
            throw UnfitKeyForm(problem: FormProblem("name", in: "Name of the program", error.message.asSentence))
        }
    }

    private func expiry(at now: Int64) throws(UnfitKeyForm) -> Int64? {
        guard !days.isEmpty else { return nil }
        guard let days = Int(days), Self.days.contains(days) else {
            let words = "Use a whole number from 1 to \(Self.days.upperBound.grouped), or leave it empty."
            throw UnfitKeyForm(problem: FormProblem("days", in: "Works for so many days", words))
        }
        return now + Int64(days) * Self.day
    }
}

/// What is wrong with the form that makes a key.
struct UnfitKeyForm: Error {
    let problem: FormProblem
}

extension APIKey.Kind {
    /// What people choose.
    var caption: String {
        switch self {
        case .token: "Kartoteka's own API"
        case .client: "The API of SALESmanago"
        }
    }
}
