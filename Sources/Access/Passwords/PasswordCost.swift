/// How much work it is to try one password: the parameters of scrypt (RFC 7914).
package struct PasswordCost: Sendable, Hashable {
    /// The binary logarithm of N, the number of rounds.
    package let logarithm: Int
    /// The block size r.
    package let blockSize: Int
    /// The parallelism p.
    package let parallelism: Int

    /// Takes parameters that a machine can work with: up to 2^20 rounds, blocks of 32 and a parallelism of 16.
    package init?(logarithm: Int, blockSize: Int, parallelism: Int) {
        guard (1...20).contains(logarithm), (1...32).contains(blockSize), (1...16).contains(parallelism) else {
            return nil
        }
        self.init(checked: logarithm, blockSize, parallelism)
    }

    private init(checked logarithm: Int, _ blockSize: Int, _ parallelism: Int) {
        self.logarithm = logarithm
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// What OWASP asks for at least: 32 MiB of memory, three times over.
    package static let standard = PasswordCost(checked: 15, 8, 3)

    /// Next to none: for tests only.
    package static let forTests = PasswordCost(checked: 4, 1, 1)

    /// The number of rounds N.
    var rounds: Int { 1 << logarithm }
}
