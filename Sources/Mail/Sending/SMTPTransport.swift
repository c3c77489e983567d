import CurlShim
import Foundation

/// A connection to a server that greets us and lets us in, on top of libcurl, which looks after names, TLS and signing in.
///
/// Its calls block.
final class SMTPTransport {
    /// Why a step did not work.
    struct Failure: Error {
        let problem: String
    }

    private static let isUsable = curl_shim_initialise()

    private let connection: OpaquePointer
    private let timeout: Double
    private var unread: [UInt8] = []
    /// What the server offers: `SIZE 1000000`, `SMTPUTF8`.
    private(set) var capabilities: [String] = []

    /// Connects, encrypts, greets and signs in.
    ///
    /// - Throws: `Failure` that says at which of these it ended.
    init(_ account: SMTPAccount) throws(Failure) {
        guard Self.isUsable, let connection = curl_shim_new() else {
            throw Failure(problem: "libcurl cannot be started: the memory is used up")
        }
        self.connection = connection
        timeout = max(account.timeout, 0.001)
        try configure(account)
        let result = curl_shim_connect(connection)
        guard result == CURL_SHIM_DONE else { throw Failure(problem: words(for: result, at: account)) }
        capabilities = Self.lines(String(cString: curl_shim_capabilities(connection)))
        guard account.user == nil || offers("AUTH") else {
            throw Failure(
                problem: "\(account.place) offers no way to sign in: leave out the user, or encrypt the connection"
            )
        }
    }

    deinit {
        curl_shim_close(connection)
    }

    private func configure(_ account: SMTPAccount) throws(Failure) {
        let security =
            switch account.security {
            case .none: CURL_SHIM_PLAIN
            case .startTLS: CURL_SHIM_STARTTLS
            case .tls: CURL_SHIM_TLS
            }
        guard
            (1...65_535).contains(account.port), !account.host.utf8.contains(0),
            curl_shim_set_server(connection, account.host, Int32(account.port), security)
        else { throw Failure(problem: "\(account.place) is not the address of a server: correct it") }
        curl_shim_set_timeout(connection, Int(min(timeout, 86_400) * 1_000))
        guard curl_shim_set_trust(connection, account.verifiesCertificate, account.certificateAuthority) else {
            throw Failure(problem: "libcurl here cannot check certificates")
        }
        guard let user = account.user else { return }
        guard curl_shim_set_login(connection, user, account.password ?? "") else {
            throw Failure(problem: "the user or the password cannot be used")
        }
    }

    /// Whether the server has a capability.
    func offers(_ name: String) -> Bool {
        capabilities.contains { $0.split(separator: " ").first?.uppercased() == name }
    }

    /// Hands over all bytes.
    ///
    /// - Throws: `Failure`; some of the bytes may have gone.
    func send(_ bytes: Data) throws(Failure) {
        var sent = 0
        let result = bytes.withUnsafeBytes { curl_shim_send(connection, $0.baseAddress, $0.count, &sent) }
        guard result == CURL_SHIM_DONE else { throw Failure(problem: words(for: result)) }
    }

    /// The next line without its end, at most 64 KiB of it.
    ///
    /// - Throws: `Failure` when no whole line comes in time.
    func line() throws(Failure) -> String {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread.removeFirst(end + 1) }
                let line = unread[..<end]
                return String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
            }
            guard unread.count <= 65_536 else { throw Failure(problem: "the server's answer has no end") }
            var received = 0
            var result = CURL_SHIM_DONE
            unread += [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
                result = curl_shim_receive(connection, buffer.baseAddress, buffer.count, &received)
                count = received
            }
            guard result == CURL_SHIM_DONE else { throw Failure(problem: words(for: result)) }
        }
    }

    private func words(for result: curl_shim_result) -> String {
        switch result {
        case CURL_SHIM_TIMED_OUT: "the server did not answer within \(timeout.formatted()) seconds"
        case CURL_SHIM_CLOSED: "the server closed the connection"
        default: "the connection failed: \(String(cString: curl_shim_problem(connection)))"
        }
    }

    /// What ended the way to a connection: the server's own words if it had any.
    private func words(for result: curl_shim_result, at account: SMTPAccount) -> String {
        let reason = String(cString: curl_shim_problem(connection))
        let reply = Self.lines(String(cString: curl_shim_replies(connection))).last {
            $0.first == "4" || $0.first == "5"
        }
        let place = account.place
        if let reply { return "\(place) answered “\(reply)” (\(reason))" }
        if result == CURL_SHIM_TIMED_OUT { return "\(place) did not answer within \(timeout.formatted()) seconds" }
        return "no connection to \(place): \(reason)"
    }

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { line in
            let isNumbered = line.utf8.prefix(3).allSatisfy { (0x30...0x39).contains($0) }
            // 250-SIZE 1000: what counts stands behind the number of an answer that is good.
            return String(isNumbered && line.first == "2" ? line.dropFirst(4) : line)
        }
    }
}

extension SMTPAccount {
    /// The server in words.
    var place: String { "\(host):\(port)" }
}
