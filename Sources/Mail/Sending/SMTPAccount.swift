/// How to reach the server that takes our mail.
package struct SMTPAccount: Sendable, Hashable, Codable {
    /// How the connection is encrypted.
    package enum Security: String, Sendable, Hashable, Codable, CaseIterable {
        case none
        /// Begins in plain text and must go over to TLS before anything is said; port 587 as a rule.
        case startTLS = "starttls"
        /// From the first byte; port 465 as a rule.
        case tls
    }

    /// A name or an IP address.
    package var host: String
    package var port: Int
    package var security: Security
    /// Without one nobody signs in.
    package var user: String?
    package var password: String?
    /// How long to wait for the connection, and for each answer, in seconds.
    package var timeout: Double
    /// Whether the certificate must be right.
    ///
    /// A server whose certificate is not checked can be anybody.
    package var verifiesCertificate: Bool
    /// The path of a PEM file with who may vouch for the server, in place of those that the system trusts.
    package var certificateAuthority: String?

    package init(
        host: String,
        port: Int,
        security: Security = .startTLS,
        user: String? = nil,
        password: String? = nil,
        timeout: Double = 60,
        verifiesCertificate: Bool = true,
        certificateAuthority: String? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.timeout = timeout
        self.verifiesCertificate = verifiesCertificate
        self.certificateAuthority = certificateAuthority
    }
}
