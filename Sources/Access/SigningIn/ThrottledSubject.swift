import Contacts

/// Whose failures to sign in are counted: an account, or the machine from which somebody tries.
struct ThrottledSubject: Sendable, Hashable {
    /// The form in which the database knows it.
    let text: String
    /// How many failures in a row cost nothing.
    let freeFailures: Int64
    /// How long failures are remembered after the last one, in milliseconds.
    let memory: Int64

    private static let firstWait: Int64 = 30_000
    private static let longestWait: Int64 = 15 * 60_000

    /// An account, whether or not there is one: a stranger must not learn that.
    ///
    /// A hash is kept, as people type passwords into the wrong field.
    static func account(_ email: String) -> ThrottledSubject {
        let key = (try? EmailAddress(email))?.key ?? email.trimmed.folded
        return ThrottledSubject(
            text: "account:" + Secret.hex(Secret.hash(key)),
            freeFailures: 5,
            memory: 86_400_000
        )
    }

    /// A machine, or an office behind one address: it gets more tries, and is forgotten sooner.
    static func address(_ address: String) -> ThrottledSubject {
        ThrottledSubject(text: "address:" + NetworkPart.of(address), freeFailures: 20, memory: 3_600_000)
    }

    /// How long nobody may try after so many failures in a row, in milliseconds.
    func wait(after failures: Int64) -> Int64 {
        guard failures >= freeFailures else { return 0 }
        // The cap also keeps the shift within its bits.
        return min(Self.firstWait << min(failures - freeFailures, 10), Self.longestWait)
    }
}
