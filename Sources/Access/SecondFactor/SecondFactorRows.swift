import Contacts
import Storage

/// Reads and writes second factors, inside one transaction.
struct SecondFactorRows {
    struct Factor {
        let secret: TOTPSecret
        let createdAt: Int64
        /// `nil` until the user has given a first code.
        let confirmedAt: Int64?
        let lastStep: Int64
    }

    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    func factor(of user: UserID) throws -> Factor? {
        let row = try connection.firstRow(
            "SELECT seed, created_at, confirmed_at, last_step FROM second_factor WHERE user_id = \(user.number)"
        ) {
            (
                seed: $0.text(0), createdAt: $0.integer(1), confirmedAt: $0.optionalInteger(2),
                lastStep: $0.integer(3)
            )
        }
        guard let row else { return nil }
        return Factor(
            secret: try StoredSeed.secret(row.seed, of: user, connection),
            createdAt: row.createdAt,
            confirmedAt: row.confirmedAt,
            lastStep: row.lastStep
        )
    }

    func isConfirmed(of user: UserID) throws -> Bool {
        try connection.firstRow(
            "SELECT 1 FROM second_factor WHERE user_id = \(user.number) AND confirmed_at IS NOT NULL"
        ) { $0.integer(0) } != nil
    }

    /// Keeps a seed that is not confirmed yet; leaves a confirmed one as it is.
    func offer(_ secret: TOTPSecret, to user: UserID, at now: Int64) throws {
        let seed = try StoredSeed.text(of: secret, for: user, connection)
        try connection.execute(
            """
            INSERT INTO second_factor (user_id, seed, created_at) VALUES (\(user.number), \(seed), \(now))
            ON CONFLICT (user_id) DO UPDATE SET seed = excluded.seed, created_at = excluded.created_at
            WHERE second_factor.confirmed_at IS NULL
            """
        )
    }

    /// Takes the code of a step, which no other try can take afterwards.
    ///
    /// - Returns: Whether it was not taken before.
    /// - Throws: `StorageError`.
    func take(step: Int64, of user: UserID, confirmingAt now: Int64? = nil) throws -> Bool {
        try connection.execute(
            """
            UPDATE second_factor SET last_step = \(step), confirmed_at = COALESCE(confirmed_at, \(now))
            WHERE user_id = \(user.number) AND last_step < \(step)
            """
        ) == 1
    }

    /// - Returns: Whether there was one that was confirmed.
    func remove(of user: UserID) throws -> Bool {
        // Without reading the seed: one that cannot be decrypted any more must be removable.
        let hadOne = try isConfirmed(of: user)
        try connection.execute("DELETE FROM second_factor WHERE user_id = \(user.number)")
        try connection.execute("DELETE FROM recovery_code WHERE user_id = \(user.number)")
        return hadOne
    }

    /// Replaces the recovery codes of a user.
    func renewCodes(of user: UserID) throws -> [String] {
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.make() }
        try connection.execute("DELETE FROM recovery_code WHERE user_id = \(user.number)")
        for code in codes {
            try connection.execute(
                "INSERT INTO recovery_code (user_id, code_hash) VALUES (\(user.number), \(RecoveryCode.hash(code)))"
            )
        }
        return codes
    }

    /// Uses a recovery code up.
    ///
    /// - Returns: How many are left; `nil` when it is none of the user's.
    func use(recoveryCode code: String, of user: UserID) throws -> Int? {
        let used = try connection.execute(
            "DELETE FROM recovery_code WHERE user_id = \(user.number) AND code_hash = \(RecoveryCode.hash(code))"
        )
        return used == 1 ? try codesLeft(of: user) : nil
    }

    func codesLeft(of user: UserID) throws -> Int {
        try connection.firstRow("SELECT COUNT(*) FROM recovery_code WHERE user_id = \(user.number)") {
            Int($0.integer(0))
        } ?? 0
    }
}
