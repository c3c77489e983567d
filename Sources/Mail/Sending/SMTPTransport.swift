import CurlShim
import Foundation
import Outgoing

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
    /// - Parameters:
    ///   - account: Where and how.
    ///   - calls: Which addresses may be called; hears why no server was reached.
    /// - Throws: `Failure` with what the server answered, and without a reason where it was not reached.
    init(_ account: SMTPAccount, through calls: OutgoingCalls) throws(Failure) {
        guard Self.isUsable, let connection = curl_shim_new() else {
            throw Failure(problem: "libcurl cannot be started: the memory is used up")
        }
        self.connection = connection
        timeout = max(account.timeout, 0.001)
        try configure(account)
        try limit(account, to: calls)
        let result = curl_shim_connect(connection)
        guard result == CURL_SHIM_DONE else { throw failure(result, at: account, calls) }
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

    /// Looks the name up, and lets libcurl connect to the addresses that were checked only.
    private func limit(_ account: SMTPAccount, to calls: OutgoingCalls) throws(Failure) {
        let addresses: [NetworkAddress]
        do {
            addresses = try calls.addressesBlocking(of: account.host, port: account.port, within: .seconds(timeout))
        } catch {
            throw Failure(problem: account.noConnection)
        }
        let texts = addresses.map { strdup($0.description) }
        defer { for text in texts { free(text) } }
        let isSet = texts.map { UnsafePointer($0) }.withUnsafeBufferPointer {
            curl_shim_set_addresses(connection, account.host, Int32(account.port), $0.baseAddress, $0.count)
        }
        guard isSet else { throw Failure(problem: account.noConnection) }
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
    private func failure(_ result: curl_shim_result, at account: SMTPAccount, _ calls: OutgoingCalls) -> Failure {
        let reason = String(cString: curl_shim_problem(connection))
        let reply = Self.lines(String(cString: curl_shim_replies(connection))).last {
            $0.first == "4" || $0.first == "5"
        }
        if let reply { return Failure(problem: "\(account.place) answered “\(reply)” (\(reason))") }
        calls.note("the connection to the mail server \(account.place) failed: \(reason)")
        return Failure(problem: account.noConnection)
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

    /// The same words whether nobody listens, the name is unknown or the address must not be called.
    var noConnection: String { "no connection to \(place) came about; the server's log says why" }
}
